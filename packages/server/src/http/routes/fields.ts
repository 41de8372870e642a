import { FieldAnswer, FieldName, FieldWrite } from "@parley/contract";
import { readField, type Value } from "@parley/flow";
import { z } from "zod";
import { presentField } from "../../channels/platform/present-field.ts";
import { type AppError, notFound } from "../../errors.ts";
import { type FieldInput, fieldNameProblem } from "../../features/conversations/customer-fields.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import type { Call, Taken } from "../route-spec.ts";
import { CustomerParams, findCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const FieldParams = CustomerParams.extend({ name: FieldName });
const shared = {
  ...{ path: "/v1/customers/:id/fields/:name/", tag: "Fields", params: FieldParams },
} as const;

type FieldCall = Call<z.output<typeof FieldParams>, unknown, FieldWrite>;

/** `/v1/customers/{id}/fields/{name}/`: Set, from outside. Flows read and write the same fields. */
export function serveFields(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ ...shared, method: "GET", scope: "customers:read" },
    ...{ operationId: "getField", summary: "Read a field" },
    answers: { 200: FieldAnswer },
    handle: async ({ identity, params }) => {
      const { state } = await findCustomer(ports, identity, params.id);
      const field = readField(state.fields, params.name);
      if (!field) throw noField(params);
      return fieldAnswer(200, presentField(params.name, field));
    },
  });
  serveRoute(ports.routes, {
    ...{ ...shared, method: "POST", scope: "fields:write", body: FieldWrite },
    ...{ operationId: "createField", summary: "Create a field" },
    description: "A field that exists is changed, and the answer is 200.",
    answers: { 200: FieldAnswer, 201: FieldAnswer },
    refusals: ["too-many-fields"],
    handle: (call) => write(ports, call, 201),
  });
  serveRoute(ports.routes, {
    ...{ ...shared, method: "PUT", scope: "fields:write", body: FieldWrite },
    ...{ operationId: "changeField", summary: "Change a field (Set)" },
    description:
      "A field that does not exist is created. Once this is answered, the flow and everybody else see the new value.",
    answers: { 200: FieldAnswer },
    refusals: ["too-many-fields"],
    handle: (call) => write(ports, call, 200),
  });
  serveRoute(ports.routes, {
    ...{ ...shared, method: "DELETE", scope: "fields:write" },
    ...{ operationId: "deleteField", summary: "Delete a field" },
    description: "Also where it is not set.",
    answers: { 204: z.null() },
    handle: async ({ identity, params, settle }) => {
      await findCustomer(ports, identity, params.id);
      return settle(
        (seal) => ports.features.customerFields.clear(params.id, params.name, seal),
        () => gone,
      );
    },
  });
}

function noField({ id, name }: z.output<typeof FieldParams>): AppError {
  const problem = fieldNameProblem(name);
  const unset = `The customer has no field ${JSON.stringify(name)}. PUT to this path sets it.`;
  return notFound(`${problem ?? unset} GET /v1/customers/${id}/ shows what is known of them.`);
}

async function write(ports: ResourcePorts, call: FieldCall, newStatus: number): Promise<Answer> {
  const { identity, params, body, settle } = call;
  await findCustomer(ports, identity, params.id);
  let isNew = false;
  const present = ({ conversation }: Taken): Answer => {
    const field = readField(conversation.state.fields, params.name);
    const shown = field ?? { type: body.type ?? "string", value: null };
    return fieldAnswer(isNew ? newStatus : 200, presentField(params.name, shown));
  };
  return settle(
    (seal) =>
      ports.features.customerFields.set(params.id, params.name, inputOf(body), seal, (before) => {
        isNew = readField(before.state.fields, params.name) === undefined;
      }),
    present,
  );
}

/** A body's field as the features take it. The ingest gate lets nothing in that is not a value. */
function inputOf({ value, type, extra }: FieldWrite): FieldInput {
  return {
    value: value as Value,
    ...(type && { type }),
    ...(extra && { extra: extra as NonNullable<FieldInput["extra"]> }),
  };
}

function fieldAnswer(status: number, field: FieldAnswer["field"]): Answer {
  return { status, body: { success: true, field } };
}
