/** Places that requests take while they last: so many for each key, and so many in all. */
export interface Places {
  /** Takes a place; what is returned gives it back, once. `null`: all are taken. */
  take(key: string): (() => void) | null;
}

/** Makes places; `inAll` is without a limit unless one is given. */
export function createPlaces(each: number, inAll = Number.POSITIVE_INFINITY): Places {
  const taken = new Map<string, number>();
  let sum = 0;

  function count(key: string, change: 1 | -1): void {
    sum += change;
    const left = (taken.get(key) ?? 0) + change;
    if (left > 0) taken.set(key, left);
    else taken.delete(key);
  }

  return {
    take: (key) => {
      if (sum >= inAll || (taken.get(key) ?? 0) >= each) return null;
      count(key, 1);
      let isTaken = true;
      return () => {
        if (isTaken) count(key, -1);
        isTaken = false;
      };
    },
  };
}
