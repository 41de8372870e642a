import { defineConfig } from "vite";

/** The Studio: a page of its own under `/studio/`, in pieces that are loaded when a screen needs them. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/studio/",
  // The core's sources say what they are made of; React's development build is not for people's browsers.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  // So are the calls that elements are written as, whatever NODE_ENV whoever builds has: mixed, no page is drawn.
  oxc: { jsx: { runtime: "automatic", development: false } },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "safari17.5", "firefox128"],
    outDir: "dist/browser",
    emptyOutDir: true,
    // The policy of the page forbids inline data; fonts and images are files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What may be how large is checked by scripts/studio-size.ts.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // "use client" says something to other frameworks; here everything is the client's.
      onLog: (level, log, handle) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
    },
  },
});
