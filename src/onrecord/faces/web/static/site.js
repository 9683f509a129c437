// What makes the pages quicker for those who have JavaScript. Without it every page works.
"use strict";

const told = (words) => {
  const place = document.getElementById("told");
  place.textContent = words;
  clearTimeout(told.timer);
  told.timer = setTimeout(() => { place.textContent = ""; }, 4000);
};

// Items: the one that has, or holds, the focus; else the first that is in sight.
const items = () => [...document.querySelectorAll(".item")].filter((item) => item.checkVisibility());
const current = () => document.activeElement?.closest?.(".item") ?? null;
const step = (by) => {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  const first = all.findIndex((item) => item.getBoundingClientRect().bottom > 0);
  const next = all[at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

// Copy a quotation with its citation. The page of the citation is the way without a clipboard.
const copy = async (link) => {
  if (!link) return;
  try {
    const answer = await fetch(link.href, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const cited = await answer.json();
    const parts = { "text/plain": cited.plain, "text/html": cited.html };
    const blobs = Object.fromEntries(Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]));
    await navigator.clipboard.write([new ClipboardItem(blobs)]);
    told("Copied with its citation");
  } catch {
    location.href = link.href;
  }
};

const keys = {
  "/": () => document.getElementById("find")?.focus(),
  "?": () => document.getElementById("keys").showModal(),
  j: () => step(1),
  k: () => step(-1),
  o: () => (current()?.querySelector("a.open") ?? document.querySelector("a.open"))?.click(),
  c: () => copy(current()?.querySelector("a[data-cite]") ?? document.querySelector("a[data-cite]")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key === "Escape" && typing) typing.blur();
  if (typing) return;
  // A page's own keys: a control that names its key, first in the current item.
  const own = `[data-key="${CSS.escape(event.key)}"]`;
  const control = current()?.querySelector(own) ?? document.querySelector(own);
  if (control) { event.preventDefault(); control.click(); return; }
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

document.addEventListener("click", (event) => {
  const cite = event.target.closest("a[data-cite]");
  if (cite && navigator.clipboard && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); copy(cite); }
  const field = event.target.closest("[data-copy]");
  if (field) {
    const from = document.getElementById(field.dataset.copy);
    navigator.clipboard?.writeText(from.value ?? from.textContent).then(() => told("Copied"), () => from.select?.());
  }
  if (event.target.closest("[data-keys]")) keys["?"]();
});
document.querySelectorAll("[data-keys]").forEach((button) => { button.hidden = false; });

// What belongs together is lit together: source, cue and content of a statement, and its note in the margin.
const light = (event) => {
  document.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
  const ids = event.target.closest?.("[data-of]")?.dataset.of.split(" ") ?? [];
  const id = ids[ids.length - 1];
  if (id) document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`).forEach((part) => part.classList.add("lit"));
};
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

// A part that grows while something is done: `data-poll` is where its newest form is, until it comes without the attribute.
const poll = async (part) => {
  if (!part?.dataset.poll) return;
  await new Promise((done) => setTimeout(done, 1000));
  try {
    const page = new DOMParser().parseFromString(await (await fetch(part.dataset.poll)).text(), "text/html");
    const newest = page.getElementById(part.id);
    if (newest && newest.innerHTML !== part.innerHTML) part.replaceChildren(...newest.childNodes);
    if (newest?.dataset.poll) { poll(part); } else { part.removeAttribute("data-poll"); told("Done"); }
  } catch {
    poll(part);
  }
};
document.querySelectorAll("[data-poll]").forEach(poll);
