/* Files are dropped anywhere on the page that adds them; the page of some work follows it, and so does what was just settled. */
"use strict";

(function adding() {
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  zone.querySelector("[data-drop-words]").hidden = false;

  function tell() {
    const names = [...input.files].map((file) => file.name);
    chosen.replaceChildren(...names.slice(0, 8).map(line));
    if (names.length > 8) chosen.append(line(`and ${names.length - 8} more`));
  }

  function line(words) {
    const item = document.createElement("li");
    item.textContent = words;
    return item;
  }

  const brings = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    tell();
  });
  input.addEventListener("change", tell);
  tell();
})();

(function following() {
  const place = document.querySelector("#job[data-going]");
  if (!place) return;

  async function look() {
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      else if (answer.status === 404) return;
    } catch {
      /* The server may be busy, or gone: it is asked again. */
    }
    if (place.hasAttribute("data-going")) setTimeout(look, 1500);
  }

  function show(there) {
    const fresh = there.querySelector("#job");
    if (!fresh) return;
    if (fresh.hasAttribute("data-going")) {
      const now = place.querySelector("[data-now]");
      const said = fresh.querySelector("[data-now]").textContent;
      if (now.textContent !== said) now.textContent = said;
      place.querySelector("progress").replaceWith(fresh.querySelector("progress"));
      return;
    }
    document.title = there.title;
    place.removeAttribute("data-going");
    place.setAttribute("aria-live", "polite");
    requestAnimationFrame(() => place.replaceChildren(...fresh.childNodes));
  }

  setTimeout(look, 700);
})();

(function settled() {
  const place = document.querySelector("[data-job]");
  if (!place) return;

  async function look() {
    try {
      const answer = await fetch(place.dataset.job, { headers: { Accept: "text/html" } });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!there.querySelector("#job[data-going]")) {
        /* Offered, not done: whoever reads on is not thrown back to the head of the page. */
        const again = place.querySelector("a");
        again.href = place.dataset.again;
        again.textContent = "It is worked out: show it";
        return;
      }
    } catch {
      /* The server may be busy, or gone: it is asked again. */
    }
    setTimeout(look, 1500);
  }

  setTimeout(look, 700);
})();
