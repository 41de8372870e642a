/** A block as a flow file writes it. */
export interface WrittenBlock {
  readonly kind: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly next?: { readonly [output: string]: string };
}

/** Makes a flow file of these blocks, which starts at the first one. */
export function flowOf(
  blocks: { readonly [id: string]: WrittenBlock },
  rest: { readonly [key: string]: unknown } = {},
): { readonly [key: string]: unknown } {
  const [start] = Object.keys(blocks);
  return { format: 1, name: "Test", start, blocks, ...rest };
}

/** A block that says something and goes on. */
export function message(text: string, next?: string): WrittenBlock {
  return { kind: "send_text", params: { text }, ...(next && { next: { success: next } }) };
}

/** A block that asks for a text and keeps it in a field. */
export function question(text: string, field: string, next?: string): WrittenBlock {
  return { kind: "ask_text", params: { text, field }, ...(next && { next: { success: next } }) };
}
