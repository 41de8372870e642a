const fieldInText = /(@[a-z][a-z0-9_]*)/g;

/** A text with its fields set apart: `@name` as a token. */
export function Worded({ text }: { readonly text: string }) {
  const parts = text.split(fieldInText);
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at its place in the text; the same word may stand at two
      <span key={at} className="card-field">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
