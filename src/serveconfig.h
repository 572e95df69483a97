// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/serve.h"
#include "net/server.h"

#include <tl/expected.hpp>

/// What the command line asked for as the server's own value; the error is one sentence.
[[nodiscard]] tl::expected<net::ServerConfig, QString> serveConfig(const cli::Serve &options);
