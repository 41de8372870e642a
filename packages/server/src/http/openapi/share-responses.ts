import { isRecord, type JsonRecord, recordAt } from "./json-record.ts";

/** Moves each response that several operations have out of them, in place; gives the moved ones by name. */
export function shareResponses(document: JsonRecord): JsonRecord {
  const places = Object.groupBy(responsesOf(document), ({ status, text }) => `${status} ${text}`);
  const shared: JsonRecord = {};
  for (const same of Object.values(places)) {
    const [first] = same ?? [];
    if (!first || !same || same.length < 2) continue;
    const name = freeName(shared, `Refused${first.status}`);
    shared[name] = first.response;
    for (const { responses, status } of same)
      responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
}

interface Place {
  readonly responses: JsonRecord;
  readonly status: string;
  readonly response: JsonRecord;
  readonly text: string;
}

function responsesOf(document: JsonRecord): Place[] {
  const paths = Object.values(recordAt(document, "paths")).filter(isRecord);
  const operations = paths.flatMap((path) => Object.values(path).filter(isRecord));
  return operations.flatMap((operation) => {
    const responses = recordAt(operation, "responses");
    return Object.entries(responses).flatMap(([status, response]) =>
      isRecord(response) && Number(status) >= 400
        ? [{ responses, status, response, text: JSON.stringify(response) }]
        : [],
    );
  });
}

function freeName(taken: JsonRecord, wanted: string): string {
  let name = wanted;
  for (let count = 2; Object.hasOwn(taken, name); count += 1) name = `${wanted}Variant${count}`;
  return name;
}
