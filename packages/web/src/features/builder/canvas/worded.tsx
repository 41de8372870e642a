const fieldInText = /(@[a-z][a-z0-9_]*)/g;

/** A text with its fields set apart: `@name` as a token. */
export function Worded({ text }: { readonly text: string }) {
  const parts = text.split(fieldInText);
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name, and never move
      <span key={at} className="card-field">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
