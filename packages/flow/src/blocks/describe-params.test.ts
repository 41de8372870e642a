import { expect, test } from "vitest";
import { flowJsonSchema } from "../document/json-schema.ts";
import { blockKinds } from "./catalogue.ts";
import { describeParams, type ParamNode } from "./describe-params.ts";

const forms = blockKinds.map((kind) => [kind.kind, describeParams(kind)] as const);

test.each(forms)("every parameter of %s has a label, and help that is a sentence", (_, form) => {
  for (const { name, label, help } of everyNode(form)) {
    if (name === "") continue;
    expect(label, name).toMatch(/^[A-Z].*[^.]$/);
    expect(help, name).toMatch(/^$|\.$/);
  }
});

test.each(forms)("the help of %s calls outputs as the canvas does, not as files do", (_, form) => {
  const wireNames = /\bat (success|failure|failed|timeout|idle|unmatched|resumed|other)\b/;
  for (const { name, help } of everyNode(form)) expect(help, name).not.toMatch(wireNames);
});

test.each(forms)("the form of %s asks for every parameter that its schema has", (kind, form) => {
  const shape = propertiesOf(kind);
  expect(form.fields.map(({ name }) => name).toSorted()).toEqual(shape.toSorted());
});

test.each(forms)("rows of %s can be added, and choices say what they are", (_, form) => {
  for (const node of everyNode(form)) {
    if (node.control === "rows") expect(node.row, node.name).not.toBe("");
    for (const { value, label } of node.choices) {
      if (/^[a-z_]+$/.test(value) && value !== "contains") expect(label, node.name).not.toBe(value);
    }
    for (const { value, label } of node.variants) expect(label, node.name).not.toBe(value);
  }
});

test("asks in the order one thinks: what is asked, where it is kept, what if not, the rest", () => {
  const form = forms.find(([kind]) => kind === "buttons")?.[1];
  expect(form?.fields.map(({ name, section }) => `${section} ${name}`)).toEqual([
    "main text",
    "main options",
    "store field",
    "otherwise errorText",
    "otherwise allowFreeText",
    "giving_up timeoutSeconds",
    "giving_up idleSeconds",
    "giving_up maxTries",
    "advanced placeholder",
  ]);
});

test("tells limits, defaults and what is required", () => {
  const webhook = forms.find(([kind]) => kind === "webhook")?.[1];
  const named = (name: string) => webhook?.fields.find((field) => field.name === name);
  expect(named("url")).toMatchObject({ isRequired: true, limits: { least: 1, most: 4000 } });
  expect(named("retries")).toMatchObject({
    isRequired: false,
    defaultValue: 0,
    limits: { least: 0, most: 5, isWhole: true },
  });
  expect(named("body")?.variants.map(({ value }) => value)).toEqual([
    "none",
    "json",
    "form",
    "text",
  ]);
  const delay = forms.find(([kind]) => kind === "delay")?.[1];
  expect(delay?.fields[0]?.limits).toEqual({
    least: 0,
    most: 604_800,
    isWhole: false,
    takesText: true,
  });
});

test("the JSON Schema of flow files has the labels as titles and nothing else of the forms", () => {
  const schema = JSON.stringify(flowJsonSchema());
  expect(schema).toContain('"title":"Keep the answer in"');
  expect(schema).not.toContain('"control"');
  expect(schema).not.toContain('"section"');
});

function everyNode(node: ParamNode): readonly ParamNode[] {
  const below = [...node.fields, ...node.variants.flatMap(({ fields }) => fields)];
  return [node, ...[...below, ...(node.item ? [node.item] : [])].flatMap(everyNode)];
}

interface BlockSchema {
  readonly properties: {
    readonly kind: { readonly const: string };
    readonly params: { readonly properties: object };
  };
}

function propertiesOf(kind: string): string[] {
  const { blocks } = flowJsonSchema().properties as {
    readonly blocks: { readonly additionalProperties: { readonly oneOf: readonly BlockSchema[] } };
  };
  const found = blocks.additionalProperties.oneOf.find((it) => it.properties.kind.const === kind);
  return Object.keys(found?.properties.params.properties ?? {});
}
