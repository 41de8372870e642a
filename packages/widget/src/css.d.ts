declare module "*.css?inline" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is the shape Vite gives an inlined style sheet.
  export default text;
}
