// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The buttons of "Make some waves".
{
  const actions = document.getElementById("actions");
  const said = document.getElementById("said");
  const say = (text) => { said.textContent = text; };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  let count = 0; // makes every request tell itself apart in the window
  let running = null; // the button whose requests are under way
  let stopped = false;

  const ask = async (path) => {
    const answer = await fetch(`${path}?n=${++count}`, { cache: "no-store" });
    return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
  };

  const work = {
    async burst() {
      say("Ten requests are on their way.");
      await Promise.all(Array.from({ length: 10 }, () => ask("aye.txt")));
      say("Ten requests, ten answers. Which connections carried them?");
    },
    async paced() {
      say("Twenty requests, four a second. The button stops them.");
      let done = 0;
      while (done < 20 && !stopped) {
        await ask("aye.txt");
        if (++done % 5 === 0) // now and then, for those who have it read aloud
          say(`${done} of 20 answered.`);
        await pause(250);
      }
      say(stopped ? `Stopped after ${done}.` : "Twenty requests, one after the other. How many connections did they need?");
    },
    async large() {
      const { bytes } = await ask("tide-table.csv");
      say(`${bytes.toLocaleString("en")} bytes came. Compare their time with that of a small file.`);
    },
    async missing() {
      const { status } = await ask("pictures/kraken.png");
      say(`The answer was ${status}. Still no kraken.`);
    },
  };

  const mark = (button) => {
    running = button;
    for (const other of actions.querySelectorAll("button"))
      other.setAttribute("aria-disabled", String(button !== null && other !== button));
  };

  actions.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (!button)
      return;
    if (running === button)
      stopped = true;
    if (running)
      return;
    const label = button.textContent;
    stopped = false;
    mark(button);
    if (button.dataset.action === "paced")
      button.textContent = "Stop";
    try {
      await work[button.dataset.action]();
    } catch {
      say("No answer. Is the server stopped? Start it in the window and try again.");
    }
    button.textContent = label;
    mark(null);
  });

  actions.hidden = false;
  said.hidden = false;
}
