// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "stage.h"

#include <QFile>
#include <QTemporaryDir>

namespace {

/// What a byte of the input means that is no byte of a request.
enum Command : uint8_t {
    Room = 0xf8, ///< and one byte: the kernel takes at most its square at a time
    Time = 0xf9, ///< and one byte: that many fifths of a second
    Fin = 0xfa,
    Reset = 0xfb,
    Stop = 0xfc,
    Break = 0xfd, ///< the file cannot be read
    Wait = 0xff,  ///< and one byte: we send nothing for that many fifths of a second
    Cut = 0xfe,   ///< the bytes before and behind it come one after the other
};

std::shared_ptr<const site::Site> openedSite()
{
    static const QTemporaryDir folder;
    const auto put = [](const char *name, const QByteArray &content) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            std::abort();
    };
    put("ten.txt", "0123456789");
    put("big.bin", QByteArray(100'000, 'b'));
    put("long.txt", QByteArray("all work and no play\n").repeated(5'000));
    put("app.js", QByteArray("let answer = 42;\n").repeated(100));
    site::SiteRules rules;
    rules.root = folder.path();
    return *site::Site::open(rules);
}

void act(fuzz::Stage &stage, uint8_t command, uint8_t number)
{
    switch (command) {
    case Room: stage.setRoom(qint64(number) * number); break;
    case Time: stage.pass(std::chrono::milliseconds(number * 200)); break;
    case Wait: stage.throttle(std::chrono::milliseconds(number * 200)); break;
    case Fin: stage.hangUp(net::HangUp::Fin); break;
    case Reset: stage.hangUp(net::HangUp::Reset); break;
    case Stop: stage.finishSoon(); break;
    case Break: stage.breakContent(); break;
    default: break;
    }
}

} // namespace

/// A whole connection: requests with commands among them, see Command.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const auto site = openedSite();
    fuzz::Stage stage(site);
    QByteArray bytes;
    for (size_t i = 0; i < size; ++i) {
        if (data[i] < Room) {
            bytes.append(char(data[i]));
            continue;
        }
        stage.receive(std::exchange(bytes, {}));
        const uint8_t command = data[i];
        const bool hasNumber = command == Room || command == Time || command == Wait;
        if (hasNumber && i + 1 < size)
            ++i;
        act(stage, command, data[i]);
    }
    stage.receive(bytes);
    stage.finish();
    return 0;
}
