// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/words.h"

namespace trace {

QByteArrayView word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::InProgress: return "in-progress";
    case Outcome::Complete: return "complete";
    case Outcome::Aborted: return "aborted";
    case Outcome::Reset: return "reset";
    case Outcome::TimedOut: return "timed-out";
    case Outcome::Refused: return "refused";
    case Outcome::FileFailed: return "file-failed";
    case Outcome::FileChanged: return "file-changed";
    case Outcome::Kicked: return "kicked";
    case Outcome::ServerStopped: return "server-stopped";
    }
    Q_UNREACHABLE();
}

QByteArrayView word(State state)
{
    switch (state) {
    case State::Receiving: return "receiving";
    case State::Responding: return "responding";
    case State::Draining: return "draining";
    case State::Idle: return "idle";
    case State::Held: return "held";
    case State::Closed: return "closed";
    }
    Q_UNREACHABLE();
}

QByteArrayView word(CloseCause cause)
{
    switch (cause) {
    case CloseCause::Open: return "open";
    case CloseCause::ClientFin: return "client-fin";
    case CloseCause::ClientReset: return "client-reset";
    case CloseCause::Finished: return "finished";
    case CloseCause::Refused: return "refused";
    case CloseCause::IdleTimeout: return "idle-timeout";
    case CloseCause::SilentTimeout: return "silent-timeout";
    case CloseCause::HeadTimeout: return "head-timeout";
    case CloseCause::BodyTimeout: return "body-timeout";
    case CloseCause::SendTimeout: return "send-timeout";
    case CloseCause::FileFailed: return "file-failed";
    case CloseCause::FileChanged: return "file-changed";
    case CloseCause::HeadTooSlow: return "head-too-slow";
    case CloseCause::SendTooSlow: return "send-too-slow";
    case CloseCause::RequestLimit: return "request-limit";
    case CloseCause::AddressLimit: return "address-limit";
    case CloseCause::Kicked: return "kicked";
    case CloseCause::ServerStopped: return "server-stopped";
    case CloseCause::Banned: return "banned";
    }
    Q_UNREACHABLE();
}

QByteArrayView word(Transfer::Kind kind)
{
    switch (kind) {
    case Transfer::Kind::Read: return "read";
    case Transfer::Kind::Write: return "write";
    case Transfer::Kind::EmptyRead: return "empty-read";
    case Transfer::Kind::FullBuffer: return "full-buffer";
    }
    Q_UNREACHABLE();
}

QByteArrayView word(http::Fault fault)
{
    using http::Fault;
    switch (fault) {
    case Fault::None: return "none";
    case Fault::MalformedRequestLine: return "malformed-request-line";
    case Fault::TlsHello: return "tls-hello";
    case Fault::Http2Preface: return "http2-preface";
    case Fault::UnsupportedVersion: return "unsupported-version";
    case Fault::UnknownMethod: return "unknown-method";
    case Fault::RequestLineTooLong: return "request-line-too-long";
    case Fault::HeadTooLarge: return "head-too-large";
    case Fault::TooManyFields: return "too-many-fields";
    case Fault::MalformedField: return "malformed-field";
    case Fault::BareLineFeed: return "bare-line-feed";
    case Fault::MissingHost: return "missing-host";
    case Fault::BadHost: return "bad-host";
    case Fault::BadContentLength: return "bad-content-length";
    case Fault::AmbiguousFraming: return "ambiguous-framing";
    case Fault::UnknownTransferCoding: return "unknown-transfer-coding";
    case Fault::MalformedChunk: return "malformed-chunk";
    case Fault::BodyTooLarge: return "body-too-large";
    case Fault::BadExpectation: return "bad-expectation";
    case Fault::HeadTimeout: return "head-timeout";
    case Fault::BodyTimeout: return "body-timeout";
    case Fault::HeadTooSlow: return "head-too-slow";
    }
    Q_UNREACHABLE();
}

QByteArrayView word(http::Step step)
{
    using http::Step;
    switch (step) {
    case Step::Decoded: return "decoded";
    case Step::Redirected: return "redirected";
    case Step::Rewritten: return "rewritten";
    case Step::Index: return "index";
    case Step::CleanUrl: return "clean-url";
    case Step::Fallback: return "fallback";
    case Step::LookedFor: return "looked-for";
    case Step::Listed: return "listed";
    case Step::ErrorPage: return "error-page";
    case Step::Encoded: return "encoded";
    case Step::Condition: return "condition";
    case Step::Range: return "range";
    case Step::Headers: return "headers";
    case Step::NearCase: return "near-case";
    case Step::NearAbove: return "near-above";
    case Step::NearHtml: return "near-html";
    case Step::NearHidden: return "near-hidden";
    case Step::NearLink: return "near-link";
    case Step::NearOutside: return "near-outside";
    case Step::NearListing: return "near-listing";
    case Step::NearPage: return "near-page";
    }
    Q_UNREACHABLE();
}

} // namespace trace
