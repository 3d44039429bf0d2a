// Beside a page while `bpa serve` runs: exchanges what is new in it, and tells what is wrong in the project.
"use strict";

window.bpaLive = (() => {
  const own = JSON.parse(document.currentScript.dataset.live);
  const { words } = own;
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // The page as it was sent, and which part of it became which part of the page that is shown. Scripts and readers
  // change that one; so what is new is compared with what was sent, and nothing else is touched.

  const shown = new WeakMap();

  const noted = (live) => {
    const sent = live.cloneNode(false);
    shown.set(sent, live);
    for (const child of live.childNodes) sent.append(noted(child));
    return sent;
  };

  const sent = noted(document.body);

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const keyOf = (node) => (isElement(node) ? `${node.nodeName} ${node.id} ${node.dataset?.key ?? ""}` : node.nodeType);

  // Which child is which: those that are the same first, then those that are called the same, in order.
  const pairs = (before, after) => {
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
    let ends = 0;
    while (
      ends < before.length - start && ends < after.length - start
      && before[before.length - 1 - ends].isEqualNode(after[after.length - 1 - ends])
    ) ends += 1;
    const found = new Map();
    for (let i = 0; i < start; i += 1) found.set(after[i], before[i]);
    for (let i = 1; i <= ends; i += 1) found.set(after[after.length - i], before[before.length - i]);
    const from = before.slice(start, before.length - ends);
    const to = after.slice(start, after.length - ends);
    if (from.length * to.length > 250000) return found;
    const weight = (a, b) => (keyOf(a) !== keyOf(b) ? 0 : a.isEqualNode(b) ? 3 : 1);
    const best = Array.from({ length: from.length + 1 }, () => new Int32Array(to.length + 1));
    for (let i = from.length - 1; i >= 0; i -= 1) {
      for (let j = to.length - 1; j >= 0; j -= 1) {
        const own = weight(from[i], to[j]);
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], own ? own + best[i + 1][j + 1] : 0);
      }
    }
    for (let i = 0, j = 0; i < from.length && j < to.length;) {
      const own = weight(from[i], to[j]);
      if (own && best[i][j] === own + best[i + 1][j + 1]) {
        found.set(to[j], from[i]);
        i += 1;
        j += 1;
      } else if (best[i][j] === best[i + 1][j]) i += 1;
      else j += 1;
    }
    return found;
  };

  const exchangeIn = (before, after) => {
    const live = shown.get(before);
    for (const { name, value } of after.attributes) {
      if (before.getAttribute(name) === value) continue;
      before.setAttribute(name, value);
      live.setAttribute(name, value);
    }
    for (const { name } of [...before.attributes]) {
      if (after.hasAttribute(name)) continue;
      before.removeAttribute(name);
      live.removeAttribute(name);
    }
    const found = pairs([...before.childNodes], [...after.childNodes]);
    const kept = new Set(found.values());
    for (const child of [...before.childNodes]) {
      if (kept.has(child)) continue;
      shown.get(child)?.remove();
      child.remove();
    }
    let last = null;
    for (const [index, child] of [...after.childNodes].entries()) {
      let own = found.get(child);
      if (own === undefined) {
        const fresh = document.importNode(child, true);
        own = noted(fresh);
        const anchor = last ? last.nextSibling : live.firstChild;
        live.insertBefore(fresh, anchor?.parentNode === live ? anchor : null);
        before.insertBefore(own, before.childNodes[index] ?? null);
      } else if (!own.isEqualNode(child)) {
        if (isElement(child)) exchangeIn(own, child);
        else {
          own.data = child.data;
          shown.get(own).data = child.data;
        }
      }
      const there = shown.get(own);
      if (there.parentNode === live) last = there;
    }
  };

  let asking = null;
  let version = own.version;

  const exchange = async () => {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const told = page.querySelector("script[data-live]");
    if (!told) return;
    const now = JSON.parse(told.dataset.live);
    if (now.page !== own.page) {
      // another kind of page, with other scripts
      location.reload();
      return;
    }
    Object.assign(own, now);
    version = now.version;
    document.title = page.title;
    const focused = document.activeElement;
    exchangeIn(sent, page.body);
    if (focused !== document.activeElement && focused?.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("bpa:content"));
  };

  // One at a time; what is asked for meanwhile is done once more afterwards.
  const exchangeSoon = () => {
    if (asking) {
      asking.again = true;
      return asking.done;
    }
    const own = { again: false };
    asking = own;
    own.done = (async () => {
      do {
        own.again = false;
        await exchange();
      } while (own.again);
    })().catch(() => {}).finally(() => { asking = null; });
    return own.done;
  };

  // What is wrong in the project, and how the server is

  const badge = make("div", { class: "serve-badge", role: "status", hidden: "" });
  const panel = make("section", { class: "mistakes", role: "alert", "aria-labelledby": "bpa-mistakes" });
  let mistakes = [];
  let closed = false;

  const line = ({ number, before, wrong, after }) => {
    const parts = [make("span", { class: "number" }, String(number)), ` ${before}`];
    if (wrong) parts.push(make("mark", {}, wrong), after);
    return [...parts, "\n"];
  };

  const shownMistake = ({ path, line: number, column, message, href, frame }) => {
    const item = make("li");
    if (path) item.append(make("a", { class: "mistake-place", href, title: words.open }, `${path}:${number}:${column}`));
    item.append(make("p", {}, message));
    if (frame?.length) item.append(make("pre", { class: "frame", tabindex: "0" }, ...frame.flatMap(line)));
    return item;
  };

  const heading = () => (mistakes.length === 1 ? words.mistake : words.mistakes.replace("{count}", mistakes.length));

  const hide = () => {
    closed = true;
    const had = panel.contains(document.activeElement);
    panel.remove();
    tell();
    if (had) badge.querySelector("button")?.focus();
  };

  const show = () => {
    const button = make("button", { type: "button", class: "hide" }, words.hide);
    button.addEventListener("click", hide);
    panel.replaceChildren(
      make("div", { class: "mistakes-head" }, make("h2", { id: "bpa-mistakes" }, heading()), button),
      make("ul", { class: "mistake-list", lang: "en", dir: "ltr" }, ...mistakes.map(shownMistake)),
      make("p", {}, words.stands),
    );
    document.body.append(panel);
  };

  const states = { lost: false, checking: false };
  const tell = () => {
    const parts = [];
    if (states.lost) parts.push(make("p", { class: "lost" }, words.lost));
    else if (states.checking) parts.push(make("p", {}, words.checking));
    if (mistakes.length && closed) {
      const button = make("button", { type: "button" }, heading());
      button.addEventListener("click", () => {
        closed = false;
        show();
        tell();
        panel.querySelector("button").focus();
      });
      parts.push(button);
    }
    badge.replaceChildren(...parts);
    badge.hidden = !parts.length;
    if (!badge.isConnected) document.body.append(badge);
    document.documentElement.toggleAttribute("data-lost", states.lost);
    document.documentElement.toggleAttribute("data-checking", states.checking);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !panel.isConnected) return;
    event.preventDefault();
    hide();
  });

  const showMistakes = (now) => {
    const isNew = JSON.stringify(now) !== JSON.stringify(mistakes);
    mistakes = now;
    if (!isNew) return;
    closed = false;
    // a page that says what is wrong itself needs no panel
    if (mistakes.length && own.page) show();
    else panel.remove();
    if (!own.page) exchangeSoon();
  };

  const news = new EventSource(`/_serve/events?${encodeURI(location.pathname)}`);
  let silence = 0;
  news.onopen = () => {
    clearTimeout(silence);
    silence = 0;
    states.lost = false;
    tell();
  };
  news.onerror = () => {
    // a short break is none
    silence ||= setTimeout(() => {
      states.lost = true;
      tell();
    }, 1000);
    if (news.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  };
  news.onmessage = (event) => {
    const told = JSON.parse(event.data);
    states.checking = told.checking;
    showMistakes(told.mistakes);
    if (told.version !== version || told.run !== own.run) exchangeSoon().then(tell);
    tell();
  };
  // A place in a file can be opened in the editor
  const openable = () => {
    for (const place of document.querySelectorAll(".place[data-copied-text]")) {
      const [, path, at, column] = place.dataset.copiedText.match(/^(.*?):(\d+)(?::(\d+))?$/) ?? [];
      if (!path || place.nextElementSibling?.matches(".open-here")) continue;
      const values = { path: path.split("/").map(encodeURIComponent).join("/"), line: at, column: column ?? 1 };
      const href = own.editor.replace(/\{(path|line|column)\}/g, (_, name) => values[name]);
      place.after(make("a", { class: "open-here", href, title: words.open, "aria-label": `${words.open}: ${place.dataset.copiedText}` }, "↗"));
    }
  };
  addEventListener("DOMContentLoaded", openable);
  document.addEventListener("bpa:content", openable);

  addEventListener("pagehide", () => news.close());

  return { own, exchange: exchangeSoon, make };
})();
