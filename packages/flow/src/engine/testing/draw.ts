/** Chooses one of so many: 0 and up. Property tests shrink the numbers behind it, and with them what is made of them. */
export type Draw = (count: number) => number;

/** What a number from a property test is less than. */
export const numberLimit = 2 ** 30;

/** A choice among this many takes a number of its own; smaller ones share one, so that few numbers go a long way. */
const ownNumber = 2 ** 20;

/** Reads choices off a list of numbers; where it ends, the first choice is taken. */
export function drawFrom(numbers: readonly number[]): Draw {
  let at = 0;
  let number = 0;
  let range = 1;
  return (count) => {
    // Well above the count, so that each choice is about as likely as the others.
    if (range < count * 16 || count >= ownNumber) {
      number = numbers[at] ?? 0;
      range = numberLimit;
      at += 1;
    }
    const choice = number % count;
    number = Math.floor(number / count);
    range /= count;
    return choice;
  };
}

/** Takes one of the items. */
export const pick = <const T extends readonly [unknown, ...unknown[]]>(
  draw: Draw,
  items: T,
): T[number] => items[draw(items.length)];
