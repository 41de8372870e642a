import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

const shape = /^(?:token|bearer) +([\x21-\x7e]{1,512}) *$/i;

/** Whether a request brings a token, or tries to: then nothing else speaks for it. */
export function hasAuthorization({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined;
}

/** Reads the secret of an `Authorization: Token …` (or `Bearer …`) header; it is never taken from anywhere else. */
export function secretOf(request: FastifyRequest): string {
  const header = request.headers.authorization;
  if (header === undefined || header.trim() === "") throw new AppError("no-credentials");
  const secret = shape.exec(header)?.[1];
  if (secret === undefined) throw new AppError("invalid-token");
  return secret;
}
