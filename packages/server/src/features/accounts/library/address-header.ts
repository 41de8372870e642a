/** The header in which the library is told where a request comes from: whoever calls it has found that out. */
export const addressHeader = "x-parley-address";
