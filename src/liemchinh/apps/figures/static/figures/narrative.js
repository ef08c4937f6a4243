// j / k walk through the figures, Enter confirms the one at work; e and x are pressed by site.js (data-key).
// The page works without this file: every act has its button.
"use strict";
(() => {
  const items = [...document.querySelectorAll(".lc-confirm > li")];
  if (!items.length) return;
  const typing = (el) => el.closest("input, select, textarea, button, a, summary");

  const mark = (item, on) => {
    item.classList.toggle("is-on", on);
    const place = document.getElementById(item.dataset.mark);
    if (place) place.classList.toggle("is-on", on);
    return place;
  };

  const go = (step) => {
    const at = items.findIndex((item) => item.classList.contains("is-on"));
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    items.forEach((item) => item !== next && mark(item, false));
    const place = mark(next, true);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    if (place) place.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "j" || event.key === "k") { go(event.key === "j" ? 1 : -1); event.preventDefault(); }
    if (event.key === "Enter" && !typing(event.target)) {
      const button = document.querySelector(".lc-confirm > .is-on [data-act=confirm]");
      if (button) { button.click(); event.preventDefault(); }
    }
  });
})();
