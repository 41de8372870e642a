/** What an attacker writes wherever there is room: each would leave a mark on the page if it were ever taken as HTML or as an address. */
export const hostileWords: readonly string[] = [
  `<img src=x onerror="window.__marked=1">`,
  `"><svg/onload=window.__marked=1>`,
  `'"></title></textarea><script>window.__marked=1</script>`,
  `<iframe srcdoc="<script>parent.__marked=1</script>"></iframe>`,
  `javascript:window.__marked=1`,
  `<a href="javascript:window.__marked=1" id=marked>x</a>`,
  "{{constructor.constructor('window.__marked=1')()}}",
  `<math><mtext><table><mglyph><style><img src=x onerror="window.__marked=1">`,
  `</style><marked-element>`,
  `\u202e<b id=marked>gnirts</b>`,
  `<details open ontoggle=window.__marked=1>`,
  "#{window.__marked=1}",
];

/** All of it in one line. */
export const everyHostileWord = hostileWords.join(" ");

/** As much of it as fits into a name. */
export const hostileName = hostileWords.slice(0, 3).join(" ").slice(0, 200);

/** Run in a page: what of the words has become more than words. Empty is well. */
export const marksOnPage = `(() => {
  const found = [];
  if (window.__marked) found.push("a script of theirs has run");
  for (const selector of ["#marked", "marked-element", "img[src='x']", "svg[onload]", "iframe[srcdoc]", "[onerror]", "[ontoggle]", "mglyph"])
    for (const element of document.querySelectorAll(selector)) found.push(element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll("[href], [src], [action], [formaction]"))
    for (const name of ["href", "src", "action", "formaction"])
      if (/^\\s*(javascript|data:text)/i.test(element.getAttribute(name) ?? "")) found.push(element.outerHTML.slice(0, 200));
  return found;
})()`;
