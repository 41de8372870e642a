const farthest = 3;

/** Finds the name that was probably meant: equal but for case, or at most 3 typing errors away. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  if (written.length > 40) return undefined;
  const lower = written.toLowerCase();
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const distance = nameDistance(lower, name.toLowerCase());
    if (distance < (best?.distance ?? mostErrors(lower) + 1)) best = { name, distance };
  }
  return best?.name;
}

/**
 * Finds what was meant for the first names that are wrong. Each is compared with all that there are: done for every
 * name of a large file, it would take minutes, and nobody reads that many hints.
 */
export function firstNearestNames(): typeof nearestName {
  let left = mostSuggested;
  return (written, names) => {
    left -= 1;
    return left < 0 ? undefined : nearestName(written, names);
  };
}

const mostSuggested = 50;

function mostErrors(written: string): number {
  return Math.min(farthest, Math.floor(written.length / 2));
}

// A name cut short or drawn out ("Concatenate" for "Concat") counts as one error.
function nameDistance(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  if (shorter >= 3 && (a.startsWith(b) || b.startsWith(a))) return 1;
  return editDistance(a, b);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
