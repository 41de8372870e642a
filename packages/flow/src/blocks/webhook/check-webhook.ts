import { checkJsonTemplate } from "../../expression/render-json-body.ts";
import { checkUrlTemplate } from "../../expression/render-url.ts";
import type { ParamProblem } from "../kind.ts";
import { isForbiddenHeader, isHeaderName } from "./header-name.ts";
import { problemAt } from "./rendered-part.ts";
import { readRoute } from "./route-answer.ts";
import { isAnswerPath } from "./save-answer.ts";
import type { Webhook } from "./webhook-params.ts";

/** Finds what could never be sent, kept or reached. */
export function checkWebhook(params: Webhook): readonly ParamProblem[] {
  return [
    ...checkUrl(params),
    ...params.headers.flatMap((_, index) => checkHeader(params, index)),
    ...checkBody(params),
    ...checkSaves(params),
    ...params.routes.flatMap((_, index) => checkRoute(params, index)),
  ];
}

function checkUrl({ url }: Webhook): readonly ParamProblem[] {
  const problem = checkUrlTemplate(url);
  if (problem !== null) return [problemAt(["url"], problem)];
  if (!/^http:/i.test(url)) return [];
  return [
    {
      path: ["url"],
      code: "insecure-url",
      message: "This request is sent without encryption, if the installation allows it at all.",
      hint: "Use https.",
      isWarning: true,
    },
  ];
}

function checkHeader({ headers }: Webhook, index: number): readonly ParamProblem[] {
  const name = headers[index]?.name ?? "";
  const path = ["headers", index, "name"];
  if (!isHeaderName(name)) {
    const hint = "Use letters, digits and -.";
    return [{ path, code: "bad-header", message: `"${name}" cannot name a header.`, hint }];
  }
  if (isForbiddenHeader(name)) {
    const hint = "The connection needs it for itself. Use another name, such as X-Customer.";
    return [{ path, code: "forbidden-header", message: `"${name}" cannot be set.`, hint }];
  }
  const isDouble = headers
    .slice(0, index)
    .some((other) => other.name.toLowerCase() === name.toLowerCase());
  if (!isDouble) return [];
  const hint = "Write each header once.";
  return [{ path, code: "duplicate-header", message: `There are two headers "${name}".`, hint }];
}

function checkBody({ method, body }: Webhook): readonly ParamProblem[] {
  if (body.kind !== "none" && (method === "GET" || method === "HEAD")) {
    const hint = "Choose POST, or send the values in the query.";
    return [{ path: ["body"], code: "body-not-sent", message: `${method} has no body.`, hint }];
  }
  const problem = body.kind === "json" ? checkJsonTemplate(body.template) : null;
  return problem === null ? [] : [problemAt(["body", "template"], problem)];
}

function checkSaves({ save }: Webhook): readonly ParamProblem[] {
  return save.flatMap(({ path }, index) => {
    const at = ["save", index, "path"];
    if (!isAnswerPath(path)) {
      const hint = "Write a.b[0].c, nothing for the whole answer, $status, or $headers.name.";
      const message = `"${path}" is not a path into an answer.`;
      return [{ path: at, code: "bad-path", message, hint }];
    }
    return /^\$(?:$|[.[])/.test(path) ? [jsonPath(path, at)] : [];
  });
}

/** A path as in JSONPath, where $ is the whole answer. Here it would be a key of that name. */
function jsonPath(path: string, at: ParamProblem["path"]): ParamProblem {
  const bare = path.replace(/^\$\.?/, "");
  const hint = bare === "" ? "Leave the path empty for the whole answer." : `Write ${bare}.`;
  const message = `"${path}" looks for a key called $.`;
  return { path: at, code: "json-path", message, hint, isWarning: true };
}

function checkRoute({ routes }: Webhook, index: number): readonly ParamProblem[] {
  const ranges = routes.slice(0, index + 1).map(readRoute);
  const own = ranges.pop();
  if (own === undefined) return [];
  const path = ["routes", index, "status"];
  const written = routes[index]?.status ?? "";
  if (own.from > own.to) {
    const hint = "Write the lower status first: 200-204.";
    return [{ path, code: "empty-range", message: `No status is in ${written}.`, hint }];
  }
  if (!ranges.some(({ from, to }) => from <= own.from && own.to <= to)) return [];
  const message = `A route above takes all answers of ${written}.`;
  const hint = "Move the narrower route up.";
  return [{ path, code: "unreachable-route", message, hint, isWarning: true }];
}
