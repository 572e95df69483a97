// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// node validate.cjs MODULES FILE: whether har-validator takes the file for a HAR, and whether the times of every
// entry add up. Says what is wrong on standard error and exits 1.
const fs = require('fs');
const path = require('path');
const [modules, file] = process.argv.slice(2);
const validate = require(path.join(modules, 'har-validator'));

const archive = JSON.parse(fs.readFileSync(file, 'utf8'));
validate.har(archive)
  .then(() => {
    for (const entry of archive.log.entries) {
      const { ssl, ...phases } = entry.timings; // ssl is part of connect
      const sum = Object.values(phases).filter(ms => ms >= 0).reduce((a, b) => a + b, 0);
      if (Math.abs(sum - entry.time) > 1e-6)
        throw new Error(`${entry.request.url}: phases add up to ${sum}, time is ${entry.time}`);
      if ([phases.send, phases.wait, phases.receive].some(ms => ms < 0))
        throw new Error(`${entry.request.url}: a phase is negative`);
    }
    console.log(archive.log.entries.length);
  })
  .catch(error => {
    console.error(error.message, JSON.stringify(error.errors ?? []));
    process.exit(1);
  });
