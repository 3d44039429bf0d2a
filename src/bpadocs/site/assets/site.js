// What a page does beyond showing itself: search, copying, and keeping the place when the language changes.
// Every page can do without.
"use strict";

(() => {
  const root = document.documentElement;
  const { root: base, locale, address, copy, copied } = root.dataset;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // Copying

  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { class: "unseen" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  // A place in a file, or a command, is copied by a click on it
  for (const code of document.querySelectorAll("[data-copied-text]")) {
    const button = make("button", { type: "button", class: `${code.className} copied`, title: copy, dir: "ltr" }, ...code.childNodes);
    button.dataset.copiedText = code.dataset.copiedText;
    button.addEventListener("click", async () => {
      await write(button.dataset.copiedText);
      button.dataset.said = copied;
      setTimeout(() => { delete button.dataset.said; }, 2000);
    });
    code.replaceWith(button);
  }

  // A link to a place on the page is copied as a whole, to be sent to somebody
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    await write(link.href);
    link.dataset.said = copied;
    setTimeout(() => { delete link.dataset.said; }, 2000);
  });

  for (const figure of document.querySelectorAll("figure.code")) {
    const button = make("button", { type: "button", class: "copy" }, copy);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await write(figure.querySelector("code").textContent);
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    figure.append(button);
  }

  // Menus close when the reader goes on

  for (const menu of document.querySelectorAll("[data-menu]")) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  }

  // The place in the page: between which two headings, and how far

  const PLACE = "bpa-place";
  const line = () => Math.min(200, innerHeight / 4);
  const marks = () => [...document.querySelectorAll("main :is(h2, h3, h4, h5, h6)[id]:not(aside *)")].filter((mark) => mark.offsetParent);
  const top = (element) => element.getBoundingClientRect().top;
  const below = (all, index) => (index + 1 < all.length ? top(all[index + 1]) : document.body.getBoundingClientRect().bottom);

  const keepPlace = (link) => {
    const all = marks();
    const index = all.findLastIndex((mark) => top(mark) <= line());
    // what a page is filtered by holds in the other language, too
    link.hash = location.hash.includes("?") ? location.hash : "";
    if (link.hash || index < 0) return;
    const start = top(all[index]);
    const share = (line() - start) / Math.max(below(all, index) - start, 1);
    link.hash = all[index].id;
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ address, anchor: all[index].id, share }));
    } catch { /* then the heading is near enough */ }
  };

  const restorePlace = () => {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch { return; }
    if (!place || place.address !== address) return;
    const all = marks();
    const index = all.findIndex((mark) => mark.id === place.anchor);
    if (index < 0) return;
    const start = top(all[index]);
    scrollBy(0, start + place.share * (below(all, index) - start) - line());
  };

  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      keepPlace(link);
      try {
        localStorage.setItem("bpa-language", link.dataset.language);
      } catch { /* then the first page asks the browser again */ }
    });
  }
  addEventListener("load", () => requestAnimationFrame(restorePlace));

  // Where the reader is, in “in this article”

  const entries = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  if (entries.size) {
    const show = () => {
      const all = marks().filter((mark) => entries.has(mark.id));
      const here = all.findLast((mark) => top(mark) <= line()) ?? all[0];
      for (const [id, link] of entries) {
        if (here && id === here.id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener("scroll", () => requestAnimationFrame(show), { passive: true });
    show();
  }

  // Search

  const box = document.querySelector("[data-search]");
  if (!box) return;
  box.hidden = false;
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[data-search-status]");
  const SHOWN = 20;
  // who looks at messages goes on to a message
  const [folder] = address.split("/");
  const view = ["pages", "compare", "messages"].includes(folder) ? folder : "pages";

  // A text as it is compared: small letters without accents; Hangul as the letters it is typed with, so that half a
  // syllable finds the whole one. A final consonant may turn out to begin the next syllable: both are the same letter.
  const FINALS = "ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ".split(" ");
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[\u11a8-\u11c2]/g, (letter) => FINALS[letter.charCodeAt(0) - 0x11a8])
      .replace(/[‘’]/g, "'")
      .toLowerCase();

  // A rule is one entry, whatever its languages are
  const languages = [];
  const rules = new Map();
  let loading = null;
  window.bpaSearch = {
    push(index) {
      languages.push(index);
      for (const [id, page, severity, title, text, details] of index.rules) {
        if (!rules.has(id)) rules.set(id, { id, page, severity, texts: [] });
        rules.get(id).texts.push({
          index, title, text, details,
          plainTitle: plain(title),
          plainAll: plain(`${id.replaceAll("/", " ")} ${id}\n${title}\n${text}\n${details}`),
        });
      }
    },
  };

  const load = () => {
    loading ??= Promise.all(
      box.dataset.sources.split(" ").map((source) => new Promise((resolve) => {
        const script = make("script", { src: base + source });
        script.async = false; // in the order of the sources, whichever comes first: results alike stand in it
        script.onload = script.onerror = resolve;
        document.head.append(script);
      })),
    );
    return loading;
  };

  const wordsOf = (query) => plain(query).split(/\s+/).filter(Boolean);

  // Every word must be there. A message pasted from a screen has names in it that no rule knows: then most words do.
  const find = (query) => {
    const words = wordsOf(query);
    const phrase = words.join(" ");
    const score = (text, found) => found * 10
      + (text.plainTitle.includes(phrase) ? 6 : 0)
      + (text.plainAll.includes(phrase) ? 3 : 0)
      + (words.every((word) => text.plainTitle.includes(word)) ? 2 : 0)
      + (text.index.locale === locale ? 1 : 0);
    const looked = [...rules.values()].map((rule) => ({
      rule,
      texts: rule.texts.map((text) => ({ text, found: words.filter((word) => text.plainAll.includes(word)).length })),
    }));
    const atLeast = (least) => looked
      .map(({ rule, texts }) => ({ rule, texts: texts.filter((one) => one.found >= least) }))
      .filter(({ texts }) => texts.length);
    let hits = atLeast(words.length);
    if (!hits.length && words.length > 3) hits = atLeast(words.length * 0.7);
    for (const hit of hits) {
      for (const one of hit.texts) one.score = score(one.text, one.found);
      hit.texts.sort((a, b) => b.score - a.score);
      hit.score = hit.texts[0].score;
    }
    return { words, hits: hits.sort((a, b) => b.score - a.score) };
  };

  // The text with the words that were found marked; positions in the compared text lead back character by character.
  const marked = (text, words, length = Infinity) => {
    let compared = "";
    const back = [];
    let at = 0;
    for (const letter of text) {
      const letters = plain(letter);
      compared += letters;
      for (let i = 0; i < letters.length; i += 1) back.push(at);
      at += letter.length;
    }
    back.push(text.length);
    const spans = [];
    for (const word of words) {
      for (let i = compared.indexOf(word); i >= 0; i = compared.indexOf(word, i + word.length)) {
        const last = back[i + word.length - 1];
        spans.push([back[i], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let start = 0;
    if (length < text.length && spans.length) start = Math.max(0, text.lastIndexOf(" ", Math.max(0, spans[0][0] - 40)) + 1);
    const end = Math.min(text.length, start + length);
    const pieces = start ? ["… "] : [];
    let done = start;
    for (const [from, to] of spans) {
      if (from < done || from >= end) continue;
      pieces.push(text.slice(done, from), make("mark", {}, text.slice(from, Math.min(to, end))));
      done = Math.min(to, end);
    }
    pieces.push(text.slice(done, end));
    return pieces;
  };

  let chosen = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const all = options();
    chosen = index < 0 || !all.length ? -1 : index % all.length;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const open = (shown) => {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(-1);
  };

  const go = (option) => {
    location.href = option.dataset.href;
  };

  const say = (words) => {
    status.textContent = words;
  };

  const show = async () => {
    const query = input.value.trim();
    if (!query) {
      open(false);
      say("");
      return;
    }
    if (!languages.length) say(box.dataset.loading);
    await load();
    if (query !== input.value.trim()) return;
    const { words, hits } = find(query);
    list.replaceChildren(
      ...hits.slice(0, SHOWN).map(({ rule, texts }, number) => {
        const [{ text }] = texts;
        const { index } = text;
        const detail = words.every((word) => plain(`${text.title} ${text.text}`).includes(word)) ? text.text : text.details;
        const option = make(
          "div",
          { role: "option", class: "result", id: `bpa-result-${number}`, "aria-selected": "false" },
          make("span", { class: "result-title", lang: index.tag, dir: index.direction }, ...marked(text.title || rule.id, words)),
          make("span", { class: "result-text", lang: index.tag, dir: index.direction }, ...marked(detail || text.text, words, 220)),
          make(
            "span",
            { class: "result-facts" },
            make("span", { class: `severity-sign ${rule.severity}` }),
            ...texts.map((one) => make("span", { lang: one.text.index.tag, class: "result-language" }, one.text.index.name)),
            make("code", {}, ...marked(rule.id, words)),
          ),
        );
        // a site without views says itself where its pages are
        option.dataset.href = `${base}${index.folder ?? `${index.locale}/${view}/`}${rule.page}`;
        option.addEventListener("click", () => go(option));
        return option;
      }),
    );
    const none = box.dataset.nothing.replace("{query}", query);
    if (!hits.length) list.replaceChildren(make("p", {}, none));
    const count = box.dataset.found.replace("{count}", new Intl.NumberFormat(root.lang, { numberingSystem: "latn" }).format(hits.length));
    // a list that is cut off says so to everybody
    if (hits.length > SHOWN) list.append(make("p", { "aria-hidden": "true" }, count));
    say(hits.length ? count : none);
    open(true);
    choose(-1);
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (event.key === "ArrowDown") choose(chosen + 1);
      else choose((chosen > 0 ? chosen : options().length) - 1);
    } else if (event.key === "Enter") {
      const option = options()[Math.max(chosen, 0)];
      if (!list.hidden && option) go(option);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      open(false);
    }
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) open(false);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
})();
