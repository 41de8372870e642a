/**
 * Tells about how many parts the program of a regular expression has, before anything is compiled: what `{n}` repeats
 * stands in it n times, and n times n where repeats nest. It may say more than there will be, hardly less.
 */
export function patternSize(source: string): number {
  const around: Group[] = [];
  let group: Group = empty;
  for (const [part] of source.matchAll(PARTS)) {
    if (part.startsWith("(")) {
      around.push(group);
      group = empty;
    } else if (part === ")") group = followed(around.pop() ?? empty, group.parts + 1);
    else group = read(group, part);
  }
  return around.reduce((sum, { parts }) => sum + parts, group.parts);
}

/** What stands between two parentheses so far, and the last thing in it, which a repeat is about. */
interface Group {
  readonly parts: number;
  readonly last: number;
}

const empty: Group = { parts: 0, last: 0 };

const followed = ({ parts }: Group, last: number): Group => ({ parts: parts + last, last });

function read(group: Group, part: string): Group {
  const [, least, most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(part) ?? [];
  // Quoted text has as many parts as signs.
  if (least === undefined) return followed(group, part.startsWith("\\Q") ? part.length : 1);
  const { parts, last } = group;
  return followed(
    { parts: parts - last, last },
    last * Math.max(1, Number(least), Number(most ?? 0)),
  );
}

/** Classes and escapes are one part each, whatever signs stand in them. A "]" that comes first in a class is a sign. */
const PARTS =
  /\\Q.*?(?:\\E|$)|\\[pPx]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\^?\w*:\]|[^\]\\])*\]?|\{\d+(?:,\d*)?\}|\(\?(?:P?<\w+>|[a-zA-Z-]*:?)|./gsu;
