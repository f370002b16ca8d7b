// The decision page: blank what is selected, and put a chosen reason into its box. Without script
// the words to blank are typed, and a chosen reason is used as it stands.

const characters = (text) => [...text].length;

// --- Places in the author's words -----------------------------------------------------------

function placesIn(range, sheet) {
  const places = [];
  for (const field of sheet.querySelectorAll("[data-field]")) {
    const pieces = [...field.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
    const ends = pieces.map((piece) => endsIn(piece, range)).filter(([start, end]) => start < end);
    if (ends.length) places.push({ field, start: ends[0][0], end: ends.at(-1)[1] });
  }
  return places;
}

// Where the selection begins and ends within a piece, in characters of the whole text; a letter
// beyond the first 65,536, such as an emoji, is one character to the server and two to us.
function endsIn(piece, range) {
  const from = Number(piece.dataset.start);
  const inside = document.createRange();
  inside.selectNodeContents(piece);
  const whole = inside.toString();
  if (piece.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
  const end = from + characters(inside.toString());
  if (!piece.contains(range.startContainer)) return [from, end];
  inside.selectNodeContents(piece);
  inside.setStart(range.startContainer, range.startOffset);
  return [from + characters(whole) - characters(inside.toString()), end];
}

function textAt(field, start, end) {
  return [...field.querySelectorAll("[data-start]")]
    .map((piece) => [Number(piece.dataset.start), [...piece.textContent]])
    .map(([from, letters]) => letters.slice(Math.max(0, start - from), Math.max(0, end - from)).join(""))
    .filter(Boolean)
    .join(" ");
}

// --- Blanking the selection -----------------------------------------------------------------

function blanking(sheet, form) {
  const bar = sheet.querySelector("[data-select]");
  const button = bar.querySelector("[data-blank]");
  const said = bar.querySelector("[data-said]");
  const places = form.querySelector("[data-places]");
  const draw = () => drawBlanked(sheet, places);

  bar.hidden = false;
  // Pressing the button must not take away what is selected.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selection = document.getSelection();
    const found = selection.rangeCount ? placesIn(selection.getRangeAt(0), sheet) : [];
    found.forEach((place) => addPlace(places, place));
    if (found.length) selection.removeAllRanges();
    said.textContent = found.length ? said.dataset.saidBlanked : said.dataset.saidNothing;
    draw();
  });
  places.addEventListener("change", draw);
  draw();
}

function addPlace(places, { field, start, end }) {
  const name = `${field.dataset.field}:${start}:${end}`;
  const present = [...places.querySelectorAll("input")].find((input) => input.value === name);
  if (present) {
    present.checked = true;
    return;
  }
  const item = places.querySelector("template").content.cloneNode(true);
  item.querySelector("input").value = name;
  item.querySelector("span").textContent = `${field.dataset.label}: “${textAt(field, start, end)}”`;
  places.querySelector("[data-list]").append(item);
  places.hidden = false;
}

// Strike out in the sheet what is about to be blanked, where the browser can draw it.
function drawBlanked(sheet, places) {
  if (!window.CSS?.highlights) return;
  const ranges = [...places.querySelectorAll("input:checked")].flatMap((input) => {
    const [, name, start, end] = input.value.match(/^(.*):(\d+):(\d+)$/);
    const field = [...sheet.querySelectorAll("[data-field]")].find((one) => one.dataset.field === name);
    return field ? rangesOf(field, Number(start), Number(end)) : [];
  });
  CSS.highlights.set("contribution-blanked", new Highlight(...ranges));
}

function rangesOf(field, start, end) {
  return [...field.querySelectorAll("[data-start]")].flatMap((piece) => {
    const from = Number(piece.dataset.start);
    const letters = [...piece.textContent];
    const first = Math.max(0, start - from);
    const last = Math.min(letters.length, end - from);
    if (first >= last) return [];
    const range = document.createRange();
    range.setStart(piece.firstChild, letters.slice(0, first).join("").length);
    range.setEnd(piece.firstChild, letters.slice(0, last).join("").length);
    return [range];
  });
}

// --- Reasons that are often given -------------------------------------------------------------

function reasons(select) {
  const box = select.form.elements.reason;
  let filled = "";
  select.addEventListener("change", () => {
    const text = select.selectedOptions[0].dataset.text ?? "";
    // What was typed stays; what came from the list is replaced.
    if (box.value.trim() === "" || box.value === filled) {
      box.value = filled = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

const sheet = document.querySelector("[data-sheet]:has([data-select])");
const form = document.querySelector("form[data-decision]");
if (sheet && form?.querySelector("[data-places]")) blanking(sheet, form);
document.querySelectorAll("select[name=template]").forEach(reasons);
