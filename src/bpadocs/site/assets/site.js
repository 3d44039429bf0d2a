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
    link.hash = "";
    if (index < 0) return;
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
    link.addEventListener("click", () => keepPlace(link));
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

  const languages = [];
  let loading = null;
  window.bpaSearch = {
    push(index) {
      index.entries = index.rules.map(([id, page, title, text]) => ({
        index, id, page, title, text,
        plainTitle: plain(title),
        plainAll: plain(`${id.replaceAll("/", " ")} ${id}\n${title}\n${text}`),
      }));
      languages.push(index);
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
    const every = languages
      .flatMap((index) => index.entries)
      .map((entry) => ({ entry, found: words.filter((word) => entry.plainAll.includes(word)).length }));
    let hits = every.filter((hit) => hit.found === words.length);
    if (!hits.length && words.length > 3) hits = every.filter((hit) => hit.found >= words.length * 0.7);
    for (const hit of hits) {
      hit.score = hit.found * 10
        + (hit.entry.plainTitle.includes(phrase) ? 6 : 0)
        + (hit.entry.plainAll.includes(phrase) ? 3 : 0)
        + (words.every((word) => hit.entry.plainTitle.includes(word)) ? 2 : 0)
        + (hit.entry.index.locale === locale ? 1 : 0);
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
      ...hits.slice(0, SHOWN).map(({ entry }, number) => {
        const { index } = entry;
        const option = make(
          "div",
          { role: "option", class: "result", id: `bpa-result-${number}`, "aria-selected": "false" },
          make("span", { class: "result-title", lang: index.tag, dir: index.direction }, ...marked(entry.title || entry.id, words)),
          make("span", { class: "result-text", lang: index.tag, dir: index.direction }, ...marked(entry.text, words, 220)),
          make("span", { class: "result-facts" }, make("span", { lang: index.tag }, index.name), make("code", {}, ...marked(entry.id, words))),
        );
        option.dataset.href = `${base}${index.locale}/pages/${entry.page}`;
        option.addEventListener("click", () => go(option));
        return option;
      }),
    );
    const none = box.dataset.nothing.replace("{query}", query);
    if (!hits.length) list.replaceChildren(make("p", {}, none));
    say(hits.length ? box.dataset.found.replace("{count}", hits.length.toLocaleString(root.lang)) : none);
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
