import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError, notFound } from "../../errors.ts";
import { limits } from "../../ingest/limits.ts";
import type { ByteRange, FileStore, FileUrls, StoredFile } from "../../ports/files.ts";
import type { Conversation } from "../../ports/store.ts";
import { sendAnswer } from "../answer-errors.ts";
import { refusalError } from "../read-raw-body.ts";
import { visitorOf, webChannel } from "./visitor-context.ts";
import { takePlace, takeVisitorRate } from "./visitor-rate.ts";
import { visitorSecret } from "./visitor-secret.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/** A link in a transcript has to open for as long as somebody may read it. */
const linkLifeMs = 365 * 24 * 3600 * 1000;

/** When all places for uploads are taken. */
const fullRetrySeconds = 2;

export interface FilePorts extends WebchatPorts {
  readonly files: FileStore;
  readonly fileUrls: FileUrls;
  readonly publicUrl: () => string;
}

/** `/webchat/files/…`: visitors' uploads in, checked and cleaned; out by signed addresses, as attachments. */
export async function serveFiles(app: FastifyInstance, ports: FilePorts): Promise<void> {
  await app.register(multipart, { limits: { fileSize: limits.uploadBytes, files: 1, fields: 10 } });

  app.post<{ Params: { token: string } }>(
    "/webchat/files/:token",
    { bodyLimit: limits.uploadBytes + 64 * 1024 },
    async (request, reply) => {
      const conversation = await uploader(ports, request);
      const giveBack = takePlace(ports.uploadPlaces, request, fullRetrySeconds);
      const file = await saveUpload(ports.files, request, conversation).finally(giveBack);
      await dropIfErased(ports, conversation.id);
      const path = ports.fileUrls.sign(file, ports.clock.nowMs() + linkLifeMs);
      return sendAnswer(reply, {
        status: 200,
        body: { url: `${ports.publicUrl()}${path}`, type: file.kind, name: file.name },
      });
    },
  );

  app.get("/webchat/files/:key", async (request, reply) => {
    const address = ports.fileUrls.verify(request.url);
    if (!address.ok) throw noFile();
    return sendFile(ports.files, address.key, request, reply);
  });
}

/** The visitor's conversation. A file may be the first thing they send: then it begins with it. */
async function uploader(
  ports: FilePorts,
  request: FastifyRequest<{ Params: { token: string } }>,
): Promise<Conversation> {
  const channel = await webChannel(ports.channels, request.params.token);
  if (visitorSecret(request, {}) === null) throw new AppError("no-credentials");
  const visitor = visitorOf(request, channel, { new_visitor: true }, ports);
  await takeVisitorRate(ports, request, visitor);
  const known = await ports.visitors.find(channel, visitor.context.visitorKey);
  if (known === null) await ports.turns.arrive(visitor.context);
  const id = known ?? (await ports.visitors.find(channel, visitor.context.visitorKey));
  const conversation = id === null ? null : await ports.read(id);
  if (!conversation) throw new AppError("invalid-token");
  return conversation;
}

async function saveUpload(
  files: FileStore,
  request: FastifyRequest,
  { id: conversationId, state }: Conversation,
): Promise<StoredFile> {
  if (!request.isMultipart()) throw new AppError("unsupported-media-type");
  const part = await request.file().catch(refuseBroken);
  if (part?.fieldname !== "file")
    throw new AppError("invalid-body", { fields: { file: ["This field is required."] } });
  const bytes = await part.toBuffer().catch(refuseBroken);
  const saved = await files.save({
    conversationId,
    name: part.filename,
    bytes,
    declaredType: part.mimetype,
    // A customer who was shut out does not learn it, as when they write.
    isKept: !state.isBlocked,
  });
  if (!saved.ok) throw refusalError({ ...saved.refusal, path: "/file" });
  return saved.file;
}

/** What breaks off, or is no form, is the sender's mistake: the library's errors would be told as ours. */
function refuseBroken(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "FST_REQ_FILE_TOO_LARGE")
    throw new AppError("body-too-large", { message: "A file has at most 10 MiB." });
  throw new AppError("malformed-body", { message: "The upload broke off, or is no form." });
}

/** A customer who was erased while their file came in leaves nothing behind. */
async function dropIfErased({ files, read }: FilePorts, conversationId: number): Promise<void> {
  if (await read(conversationId)) return;
  await files.removeAll(conversationId);
  throw new AppError("invalid-token");
}

const noFile = () =>
  notFound(
    "This file is not kept any more, or its address has expired: the conversation shows a fresh one.",
  );

async function sendFile(
  files: FileStore,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers.range ?? "");
  const whole = await files.open(key);
  if (!whole) throw noFile();
  const range = asked && rangeOf(asked, whole.file.bytes);
  if (!range) return reply.headers(ofFile(whole.headers, whole.file.bytes)).send(whole.stream);
  whole.stream.destroy();
  const part = await files.open(key, range);
  if (!part) throw noFile();
  return reply
    .code(206)
    .headers(ofFile(part.headers, range.end - range.start + 1))
    .header("content-range", `bytes ${range.start}-${range.end}/${part.file.bytes}`)
    .send(part.stream);
}

const ofFile = (headers: Readonly<Record<string, string>>, bytes: number) => ({
  ...headers,
  "accept-ranges": "bytes",
  "content-length": String(bytes),
});

function rangeOf(asked: RegExpExecArray, bytes: number): ByteRange | null {
  const start = Number(asked[1]);
  const end = Math.min(asked[2] === "" ? bytes - 1 : Number(asked[2]), bytes - 1);
  return start <= end ? { start, end } : null;
}
