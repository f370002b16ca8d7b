/*
 * Keeps what somebody is writing, so that a crash or a slip of the finger costs nothing.
 *
 * It is kept in the tab alone (sessionStorage) and gone when that is closed: in a library the next
 * person sits down at the same computer. Nothing is kept of files, of hidden fields but the form's
 * own token, or once the receipt has been shown.
 */

const PREFIX = "samskab-draft:";
// With its token a form that was sent after all finds its receipt, and its files.
const KEPT_HIDDEN = ["token"];

const store = (() => {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
})();

const keyOf = (path) => PREFIX + decodeURI(path);

function fieldsOf(form) {
  return [...form.elements].filter(
    ({ name, type }) =>
      name &&
      !["file", "submit", "button", "password"].includes(type) &&
      (type !== "hidden" || KEPT_HIDDEN.includes(name)),
  );
}

const isTicked = ({ type }) => type === "checkbox" || type === "radio";

function read(form) {
  return fieldsOf(form).map((field) => [
    field.name,
    field.value,
    isTicked(field) ? field.checked : null,
  ]);
}

function isWritten(form) {
  return fieldsOf(form).some((field) => {
    if (field.type === "hidden") return false;
    if (isTicked(field)) return field.checked !== field.defaultChecked;
    if (field.options) return !field.options[field.selectedIndex]?.defaultSelected && field.selectedIndex > 0;
    return field.value !== field.defaultValue;
  });
}

function keep(form, key) {
  try {
    store.setItem(key, JSON.stringify(read(form)));
  } catch {
    // The tab has no room left: then it is only not kept.
  }
}

function restore(form, kept) {
  const fields = fieldsOf(form);
  for (const [name, value, checked] of kept) {
    const field = fields.find(
      (one) => one.name === name && (checked === null || one.value === value),
    );
    if (!field) continue;
    if (checked === null) field.value = value;
    else field.checked = checked;
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function find(key) {
  try {
    return JSON.parse(store.getItem(key));
  } catch {
    return null;
  }
}

function watch(form) {
  const key = keyOf(form.dataset.draft);
  const note = document.querySelector("[data-draft-note]");
  const { token } = form.elements;
  const freshToken = token.value;
  const kept = "draftFresh" in form.dataset ? find(key) : null;
  if (kept) {
    restore(form, kept);
    if (isWritten(form)) note.hidden = false;
  }
  note?.querySelector("button").addEventListener("click", () => {
    store.removeItem(key);
    form.reset();
    token.value = freshToken;
    note.hidden = true;
    form.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  });
  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => keep(form, key));
  }
}

if (store) {
  for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
  for (const { dataset } of document.querySelectorAll("[data-draft-done]")) {
    for (const path of dataset.draftDone.split(" ")) store.removeItem(keyOf(path));
  }
}
