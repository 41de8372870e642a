import type { FileRefusal, FileUpload } from "../ports/files.ts";
import type { CleanImage } from "./clean-image.ts";
import { detectFileType, type FileType } from "./detect-file-type.ts";
import { fileName, isFileName } from "./file-name.ts";
import type { ImageFormat } from "./redraw-image.ts";

/** What will be kept of an upload. */
export interface CheckedUpload {
  readonly ok: true;
  readonly name: string;
  readonly fileType: FileType;
  readonly bytes: Uint8Array;
}

/** Decides what an upload is by its bytes, and draws images anew; anything that is not on the list is refused. */
export async function checkUpload(
  { name, bytes, declaredType }: FileUpload,
  { maxBytes, cleanImage }: { readonly maxBytes: number; readonly cleanImage: CleanImage },
): Promise<CheckedUpload | { readonly ok: false; readonly refusal: FileRefusal }> {
  if (bytes.length > maxBytes) return refuse(413, `The file is larger than ${maxBytes} bytes.`);
  if (bytes.length === 0) return refuse(422, "The file is empty.");
  if (!isFileName(name)) return refuse(422, "The file name holds control characters.");
  const fileType = detectFileType(bytes, { name, type: declaredType });
  if (fileType === undefined) return refuse(415, "This type of file is not accepted.");
  const kept = fileType.kind === "image" ? await cleanImage(bytes, formatOf(fileType)) : bytes;
  if (kept === undefined) return refuse(422, "The image is broken or has too many pixels.");
  if (kept.length > maxBytes) return refuse(413, `The file is larger than ${maxBytes} bytes.`);
  return { ok: true, name: fileName(name, fileType.extension), fileType, bytes: kept };
}

function refuse(
  status: FileRefusal["status"],
  detail: string,
): { readonly ok: false; readonly refusal: FileRefusal } {
  return { ok: false, refusal: { status, detail } };
}

const formatOf = ({ extension }: FileType): ImageFormat =>
  extension === "png" || extension === "gif" || extension === "webp" ? extension : "jpeg";
