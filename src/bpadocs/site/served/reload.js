// Beside a page while `bpa serve` runs: shows the page again when it was rebuilt, and what is wrong in the rules.
"use strict";

(() => {
  const PLACE = "bpa-scroll";
  const version = Number(document.currentScript.src.split("?")[1]);

  const remember = () => {
    sessionStorage.setItem(PLACE, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY }));
  };

  const restore = () => {
    const kept = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (!kept) return;
    const { page, x, y } = JSON.parse(kept);
    if (page === location.pathname) scrollTo(x, y);
  };

  const panel = document.createElement("section");
  panel.className = "mistakes";
  panel.setAttribute("role", "alert");
  panel.lang = "en";
  panel.dir = "ltr";

  const show = (problems) => {
    if (!problems.length) {
      panel.remove();
      return;
    }
    const heading = document.createElement("h2");
    heading.textContent = problems.length === 1 ? "A mistake in the rules" : `${problems.length} mistakes in the rules`;
    const list = document.createElement("ul");
    list.className = "problems";
    for (const { path, line, column, message } of problems) {
      const item = document.createElement("li");
      if (path) {
        const place = document.createElement("code");
        place.textContent = `${path}:${line}:${column}`;
        item.append(place);
      }
      item.append(message);
      list.append(item);
    }
    const hint = document.createElement("p");
    hint.textContent = "This page is as it was before. It is made anew as soon as the mistake is mended.";
    panel.replaceChildren(heading, list, hint);
    document.body.append(panel);
  };

  const news = new EventSource(`/_serve/events?${location.pathname}`);
  news.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.version !== version) {
      news.close();
      remember();
      location.reload();
      return;
    }
    show(told.problems);
  };
  addEventListener("pagehide", () => news.close());
  addEventListener("load", restore);
})();
