/* Small help on top of pages that work without it. */

// After an error the reader, and the reader's voice, begins at the summary.
document.querySelector("[data-focus]")?.focus();

// Pressing twice sends once: the button stays readable and says that it is under way.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    const { submitter } = event;
    form.dataset.sent = "yes";
    if (submitter && (!submitter.name || submitter.matches(".btn--send"))) {
      const shown = form.querySelector(".btn--send") ?? submitter;
      shown.dataset.words = shown.textContent;
      shown.textContent = form.dataset.once;
    }
  });
}

// Coming back with the browser's button finds the form ready again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-words]")) {
      button.textContent = button.dataset.words;
    }
  }
});

// A private link is easier to keep when it can be copied.
for (const box of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  box.hidden = false;
  const button = box.querySelector("button");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.dataset.copy);
    button.textContent = box.dataset.done;
  });
}

// A field that only goes with one answer is put away until that answer is chosen. What is put
// away is not sent; what has to be corrected stays in sight.
for (const input of document.querySelectorAll("[data-when], [data-unless]")) {
  const [name, value] = (input.dataset.when ?? input.dataset.unless).split("=");
  const field = input.closest(".field");
  if (field.classList.contains("field--bad")) continue;
  const fit = () => {
    const chosen = input.form.elements[name].value === value;
    input.disabled = field.hidden = "when" in input.dataset ? !chosen : chosen;
  };
  input.form.addEventListener("change", fit);
  addEventListener("pageshow", fit);
  fit();
}

// Supporting an idea changes the button in its place; whatever goes wrong, the form is sent.
for (const box of document.querySelectorAll("[data-support]")) {
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    try {
      const response = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Fragment": "support" },
      });
      if (!response.ok) throw new Error(response.status);
      box.innerHTML = await response.text();
      box.querySelector("button")?.focus();
    } catch {
      form.submit();
    }
  });
}
