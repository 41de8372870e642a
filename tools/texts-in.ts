import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A source file of the Studio. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a file says to the reader. */
export interface Texts {
  readonly texts: readonly string[];
  /** Calls of `t` with something else than a text, by their places. */
  readonly notLiteral: readonly string[];
}

/** Every source below a folder, tests left out. */
export function readSources(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|bench)\.tsx?$|testing\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** The texts that a file gives to `t`. */
export function textsIn({ path, text }: Source): Texts {
  const texts: string[] = [];
  const notLiteral: string[] = [];
  if (!/\bt\(/.test(text) || path === "ui/words.ts") return { texts, notLiteral };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kindOf(path));
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === "t") {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) texts.push(first.text);
      else notLiteral.push(`${path}:${file.getLineAndCharacterOfPosition(node.pos).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { texts, notLiteral };
}

const kindOf = (path: string): ts.ScriptKind =>
  path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
