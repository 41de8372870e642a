declare module "*.css";
declare module "@fontsource-variable/inter/index.css";
declare module "@fontsource-variable/jetbrains-mono/index.css";

/** What the bundler adds: files by patterns, each loaded when its function is called. */
interface ImportMeta {
  glob(
    patterns: readonly string[],
    options: { readonly import: "default" },
  ): Readonly<Record<string, () => Promise<unknown>>>;
}
