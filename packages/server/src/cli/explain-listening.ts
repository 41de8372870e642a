import type { Config } from "../config.ts";
import { CommandFailure } from "./command-failure.ts";

/** Says which setting leads around an address or a port that the server cannot listen on. Other errors stay as they are. */
export function explainListening(error: unknown, { port, host }: Config): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  if ("syscall" in error && error.syscall === "getaddrinfo")
    return new CommandFailure(
      `PARLEY_HOST is "${host}", a name that has no address here. ${hostAdvice}`,
    );
  if (!("port" in error)) return error;
  const taken = Number(error.port);
  const setting = taken === port ? "PARLEY_PORT" : "PARLEY_OPS_PORT";
  if (error.code === "EADDRNOTAVAIL")
    return new CommandFailure(
      `PARLEY_HOST is "${host}", which is no address of this machine. ${hostAdvice}`,
    );
  if (error.code === "EACCES")
    return new CommandFailure(
      `Parley may not listen on port ${taken}: low ports are for privileged programs. Let a reverse proxy have it, and Parley another: ${setting}=${taken + 8000}`,
    );
  const why = error.code === "EADDRINUSE" ? "another program has it" : String(error.code);
  return new CommandFailure(
    `Parley cannot listen on port ${taken} of ${host}: ${why}. Choose another: ${setting}=${taken + 10} npm start`,
  );
}

const hostAdvice =
  "Give one of its addresses; 127.0.0.1 is for programs on it alone, 0.0.0.0 means all it has.";
