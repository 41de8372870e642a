import type { ServedRoute } from "../route-spec.ts";
import { bodyOf } from "./describe-route.ts";
import { isRecord, type JsonRecord, mapRecords, recordAt } from "./json-record.ts";
import { outgoingWebhooks } from "./outgoing-webhooks.ts";
import { shareResponses } from "./share-responses.ts";

/** Completes the generated document: examples, header parameters, shared responses; what says nothing is left out. */
export function finishDocument(generated: JsonRecord, served: readonly ServedRoute[]): JsonRecord {
  const document = mapRecords(structuredClone(generated), withoutNoise);
  for (const route of served) {
    const operation = operationOf(document, route);
    if (operation) finishOperation(operation, route);
  }
  document.webhooks = outgoingWebhooks();
  const components = recordAt(document, "components");
  components.parameters = { IdempotencyKey: idempotencyKey };
  components.responses = shareResponses(document);
  // Answers are read as they are written, so the reader's half of each schema serves nobody.
  components.schemas = withoutInputs(recordAt(components, "schemas"));
  return document;
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: 255 },
  description: "Makes repeating this request safe: it has one effect and one answer.",
};

function operationOf(document: JsonRecord, { spec }: ServedRoute): JsonRecord | null {
  const path = spec.path.replace(/:(\w+)/g, "{$1}");
  const operation = recordAt(recordAt(document, "paths"), path)[spec.method.toLowerCase()];
  return isRecord(operation) ? operation : null;
}

function finishOperation(operation: JsonRecord, { access, spec }: ServedRoute): void {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const headers = Object.entries(spec.headers ?? {}).map(([name, description]) => ({
    ...{ name, in: "header", required: true, schema: { type: "string" }, description },
  }));
  const isKeyed = spec.method !== "GET" && access !== "public";
  const key = isKeyed ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : [];
  operation.parameters = [...parameters, ...headers, ...key];
  if (spec.answerHeaders) finishAnswer(operation, spec.answerHeaders);
  const body = operation.requestBody;
  const schema = bodyOf(spec);
  if (isRecord(body) && schema) finishBody(body, schema);
}

function finishAnswer(operation: JsonRecord, told: { readonly [name: string]: string }): void {
  const headers = Object.entries(told).map(([name, description]) => [
    name,
    { schema: { type: "string" }, description },
  ]);
  recordAt(recordAt(operation, "responses"), "200").headers = Object.fromEntries(headers);
}

function finishBody(body: JsonRecord, schema: NonNullable<ReturnType<typeof bodyOf>>): void {
  body.required = !schema.safeParse({}).success;
  const media = recordAt(recordAt(body, "content"), "application/json");
  const examples = schema.meta()?.examples;
  if (Array.isArray(examples) && examples.length > 0) media.example = examples[0];
}

/**
 * Every whole number is a safe one; saying it each time hides the bounds that mean something. And no object is
 * closed: answers may gain keys, requests may have others.
 */
function withoutNoise(record: JsonRecord): JsonRecord {
  const entries = Object.entries(record).filter(
    ([key, value]) =>
      !(key === "additionalProperties" && value === false) &&
      !(key === "minimum" && value === Number.MIN_SAFE_INTEGER) &&
      !(key === "maximum" && value === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(entries);
}

function withoutInputs(schemas: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.endsWith("Input")));
}
