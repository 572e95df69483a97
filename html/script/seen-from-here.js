// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Fills the list "The same, seen from here" from the browser's Performance API.
{
  const box = document.getElementById("seen-box");
  const rows = document.getElementById("seen-rows");
  const atMost = 200; // rows kept

  const askers = {
    navigation: "you",
    link: "the page",
    img: "the page",
    script: "the page",
    object: "the page",
    css: "a style sheet",
    fetch: "a button",
  };

  const mark = (status) => (status < 300 ? "●" : status < 400 ? "◐" : status < 500 ? "▲" : "◆");

  const name = (address) => {
    const url = new URL(address);
    const folder = new URL(".", location.href).pathname;
    const path = url.pathname.startsWith(folder) ? url.pathname.slice(folder.length) : url.pathname;
    return decodeURI(path || url.pathname) + url.search;
  };

  const cell = (kind, text, classes) => {
    const element = document.createElement(kind);
    element.textContent = text;
    element.className = classes;
    return element;
  };

  const statusCell = (status) => {
    const element = cell("td", "", "status");
    if (!status) { // an older browser does not tell, or nobody answered
      element.textContent = "–";
      return element;
    }
    const shape = cell("span", mark(status), status < 400 ? "mark" : "mark alarm");
    shape.setAttribute("aria-hidden", "true");
    element.append(shape, ` ${status}`);
    return element;
  };

  const row = (entry) => {
    const file = cell("th", "", "");
    for (const part of name(entry.name).split(/(?=\/)/))
      file.append(document.createElement("wbr"), part); // a long path may wrap before a slash
    file.scope = "row";
    const bytes = entry.encodedBodySize;
    const line = document.createElement("tr");
    line.append(
      file,
      cell("td", askers[entry.initiatorType] ?? "your browser", "extra"),
      statusCell(entry.responseStatus),
      cell("td", bytes ? bytes.toLocaleString("en") : "–", "number"),
      cell("td", Math.round(entry.startTime).toLocaleString("en"), "number extra"),
      cell("td", entry.duration.toFixed(1), "number"),
    );
    return line;
  };

  const show = (entries) => {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4;
    rows.append(...entries.map(row));
    while (rows.children.length > atMost)
      rows.firstElementChild.remove();
    if (atEnd && entries.some((entry) => entry.initiatorType === "fetch"))
      box.scrollTop = box.scrollHeight; // after a button, keep to the newest row, unless scrolled away from it
  };

  // The page itself has its sizes and times only when it has loaded completely.
  addEventListener("load", () => setTimeout(() => {
    box.hidden = false;
    show(performance.getEntriesByType("navigation"));
    new PerformanceObserver((list) => show(list.getEntries())).observe({ type: "resource", buffered: true });
  }));
}
