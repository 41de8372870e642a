const longest = 80;

/** What the flow file of a bot is called on disk: its name, without what file systems cannot hold. */
export function flowFileName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return `${plain || "bot"}.flow.json`;
}
