import "server-only";
import { invalid, VendorError } from "../wire/vendor-error";
import { type FileStore, fileObject, type StoredFile } from "./file-store";

const textTypes = /^(text\/|application\/(json|xml|javascript))/;

/**
 * Moonshot's Files API.
 * @param path what follows `/files`: "", "/{id}" or "/{id}/content"
 * @throws VendorError
 */
export async function answerFiles(
  request: { method: string; path: string; headers: Headers; body: Uint8Array<ArrayBuffer> },
  files: FileStore,
): Promise<Response> {
  const { method } = request;
  const [, id = "", rest] = request.path.split("/");
  if (!id) {
    if (method === "POST") return Response.json(fileObject(await uploaded(request, files)));
    if (method === "GET") return Response.json({ object: "list", data: files.list().map(fileObject) });
    throw new VendorError("method", `Method ${method} is not allowed here`);
  }
  const file = files.get(id);
  if (!file) throw new VendorError("not-found", `file ${id.slice(0, 100)} not found`);
  if (rest === "content" && method === "GET") return contentOf(file);
  if (rest !== undefined) throw new VendorError("not-found", "url.not_found: no such address");
  if (method === "GET") return Response.json(fileObject(file));
  if (method !== "DELETE") throw new VendorError("method", `Method ${method} is not allowed here`);
  files.delete(file);
  return Response.json({ id, object: "file", deleted: true });
}

async function uploaded(
  { headers, body }: { headers: Headers; body: Uint8Array<ArrayBuffer> },
  files: FileStore,
): Promise<StoredFile> {
  const type = headers.get("content-type") ?? "";
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
    throw invalid("Invalid request: the body is not a multipart form");
  });
  const file = form.get("file");
  if (!(file instanceof File)) throw invalid("Invalid request: file is required", "file");
  return files.add({
    filename: file.name,
    purpose: form.get("purpose"),
    mediaType: file.type,
    content: new Uint8Array(await file.arrayBuffer()),
  });
}

function contentOf(file: StoredFile): Response {
  if (file.purpose !== "file-extract") {
    throw invalid(`Invalid request: files of purpose ${file.purpose} have no extracted text`);
  }
  const isText = textTypes.test(file.mediaType) || /\.(txt|md|csv|json|xml|html?)$/i.test(file.filename);
  const text = isText
    ? new TextDecoder().decode(file.content)
    : `${file.filename}: ${file.content.length} bytes. The offline emulator extracts text from text files only.`;
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
