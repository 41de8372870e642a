/** With what the server is started on this machine: flags of Node. */
export function serverFlags(): string[];
