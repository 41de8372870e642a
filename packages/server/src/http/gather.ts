/**
 * So many begin in a row at most, unless one turn of the event loop brings more: as many as go to the writer at once.
 * While more keep coming it is worth waiting for them; a longer row only makes the first of it wait.
 */
const enough = 16;

/** The first waits no longer than this for company, in milliseconds, however busy the event loop is with other things. */
const longestMs = 2;

/**
 * Makes a function that keeps work until a turn of the event loop brings no more of it, there is enough, or the first has
 * waited long enough; and then begins all of it in a row. Each piece must see to its own errors.
 *
 * What comes together takes the same way: begun in a row, the second piece finds the code of the first still in the
 * processor's cache. Begun each as its last byte is read, with the reading of the next in between, the same turns of
 * conversations take a quarter longer.
 */
export function createGathering(nowMs = () => performance.now()): (begin: () => void) => void {
  let gathered: (() => void)[] = [];
  let seen = 0;
  let sinceMs = 0;
  const look = () => {
    const isShort = gathered.length > seen && gathered.length < enough;
    if (isShort && nowMs() - sinceMs < longestMs) {
      seen = gathered.length;
      setImmediate(look);
    } else beginAll();
  };
  const beginAll = () => {
    const all = gathered;
    gathered = [];
    seen = 0;
    for (const begin of all) begin();
  };
  return (begin) => {
    gathered.push(begin);
    if (gathered.length > 1) return;
    sinceMs = nowMs();
    setImmediate(look);
  };
}
