import "./avatar.css";

export interface AvatarProps {
  /** Whose: its initials are drawn, and its tint follows from it. */
  readonly name: string;
  /** People are round, workspaces square. */
  readonly shape?: "round" | "square";
  readonly size?: "small" | "normal" | "large";
}

const tints = 5;

/** Stands for somebody or something by its initials. The name itself stands beside it, or labels what it is in. */
export function Avatar({ name, shape = "round", size = "normal" }: AvatarProps) {
  return (
    <span
      className={`avatar avatar-${shape} avatar-${size} avatar-tint-${tintOf(name)}`}
      // Drawn, not written: initials are no part of a name that is read out.
      data-initials={initialsOf(name)}
      aria-hidden="true"
    />
  );
}

/** The first letters of the first and the last word, as their script has them. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._@-]+/u)
    .filter(Boolean);
  const [first = "?", last = ""] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return [first, last].map(firstLetter).join("").toLocaleUpperCase();
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return first?.segment ?? "";
}

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return (sum % tints) + 1;
}
