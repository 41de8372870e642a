import { relative } from "node:path";
import { defineConfig, type Plugin } from "vite";

const outDir = `${import.meta.dirname}/dist/node`;

/** What runs beside the program, in threads and processes of its own. */
const beside = {
  "writer-thread": "src/stores/sqlite/writer-thread.ts",
  "aside-thread": "src/stores/sqlite/aside-thread.ts",
  "redraw-image-process": "src/files/redraw-image-process.ts",
};

/**
 * The program and what it uses as a few files: reading them takes a third of the time that seven hundred files take, and
 * less memory. A thread that ran from its sources would bring the engine's own reader of TypeScript, 17 MB, with it.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [placesOfSources()],
  // What is native, and what reads files of its own package, stays where it is.
  ssr: { noExternal: true, external: ["sharp", "@fastify/swagger-ui"] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: "node26",
    minify: false,
    rolldownOptions: {
      input: { parley: "src/cli/parley.ts", ...beside },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        // The engine keeps the text as long as the program runs: one character beyond Latin doubles all of a file.
        comments: false,
        minify: {
          compress: false,
          mangle: false,
          codegen: { removeWhitespace: false, asciiOnly: true },
        },
      },
    },
  },
});

/**
 * Lets a module find its neighbours from where its source stands, not from the file that it is put into; those that run
 * beside the program are found among the bundle's files.
 */
function placesOfSources(): Plugin {
  const place = /new URL\("\.\/([\w-]+)\.ts", import\.meta\.url\)|import\.meta\.url/g;
  return {
    name: "places-of-sources",
    transform(code, id) {
      if (!/\/packages\/[^/]+\/src\//.test(id) || !code.includes("import.meta.url")) return null;
      const source = JSON.stringify(relative(outDir, id).replaceAll("\\", "/"));
      const ofSource = `new URL(${source}, import.meta.url).href`;
      const placed = code.replaceAll(place, (found, name: string | undefined) => {
        if (name !== undefined && Object.hasOwn(beside, name))
          return `new URL("./${name}.js", import.meta.url)`;
        return found.replace("import.meta.url", ofSource);
      });
      return { code: placed, map: null };
    },
  };
}
