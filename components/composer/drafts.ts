import type { StoredMedia } from "@/lib/browser/api/requests";
import { headBytes, pictureTypeOf } from "./picture-type";

/** How many pictures one message takes. */
export const mostPictures = 20;

/** A picture in the tray. `problem` is what the upload failed with. */
export type Attachment = {
  id: string;
  name: string;
  file: Blob;
  previewUrl: string;
  state: "uploading" | "ready" | "failed";
  /** From 0 to 1. */
  progress: number;
  media?: StoredMedia;
  problem?: unknown;
  /** A smaller copy is being made. */
  downscaling?: boolean;
};

/** A file that was not taken: `found` is what it is, where that is known. */
export type Refusal = {
  id: string;
  name: string;
  reason: "type" | "empty" | "unreadable" | "too-many";
  found?: string;
};

export type Draft = {
  text: string;
  attachments: readonly Attachment[];
  refusals: readonly Refusal[];
};

type Services = {
  upload: (
    file: Blob,
    options: { onProgress: (fraction: number) => void; signal: AbortSignal },
  ) => Promise<StoredMedia>;
  downscale: (blob: string, box: { maxWidth: number; maxHeight: number }) => Promise<StoredMedia>;
  /** Keeps texts over a reload. */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">;
};

export type Drafts = ReturnType<typeof createDrafts>;

const empty: Draft = { text: "", attachments: [], refusals: [] };
const longestStored = 100_000;

/**
 * What is written but not sent, for each conversation by its key. Uploads go on while another conversation is
 * shown; texts outlive a reload.
 */
export function createDrafts({ upload, downscale, storage }: Services) {
  const drafts = new Map<string, Draft>();
  const uploads = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  let nextId = 0;

  const get = (key: string): Draft => {
    const known = drafts.get(key);
    if (known) return known;
    const draft = { ...empty, text: stored(storage, key) };
    drafts.set(key, draft);
    return draft;
  };
  const set = (key: string, change: Partial<Draft>) => {
    drafts.set(key, { ...get(key), ...change });
    for (const listener of listeners) listener();
  };
  const setText = (key: string, text: string) => {
    store(storage, key, text);
    set(key, { text });
  };
  /** An attachment may have been sent or moved on meanwhile: it is looked for in every draft. */
  const change = (id: string, how: Partial<Attachment>) => {
    for (const [key, draft] of drafts) {
      const index = draft.attachments.findIndex((one) => one.id === id);
      const old = draft.attachments[index];
      if (old) set(key, { attachments: draft.attachments.with(index, { ...old, ...how }) });
    }
  };

  const run = async (attachment: Attachment) => {
    const { id, file } = attachment;
    const controller = new AbortController();
    uploads.set(id, controller);
    try {
      const media = await upload(file, {
        onProgress: (progress) => change(id, { progress }),
        signal: controller.signal,
      });
      change(id, { state: "ready", progress: 1, media });
    } catch (problem) {
      if (!controller.signal.aborted) change(id, { state: "failed", problem });
    } finally {
      uploads.delete(id);
    }
  };

  const add = async (key: string, files: readonly File[]) => {
    set(key, { refusals: [] });
    for (const file of files) {
      nextId += 1;
      const id = `file-${nextId}`;
      const refusal = await refusalOf(file, get(key).attachments.length);
      if (refusal) {
        set(key, { refusals: [...get(key).refusals, { id, name: file.name, ...refusal }] });
        continue;
      }
      const previewUrl = URL.createObjectURL(file);
      const attachment: Attachment = {
        id,
        name: file.name,
        file,
        previewUrl,
        state: "uploading",
        progress: 0,
      };
      set(key, { attachments: [...get(key).attachments, attachment] });
      void run(attachment);
    }
  };

  return {
    get,
    setText,
    add,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    remove: (key: string, id: string) => {
      const { attachments } = get(key);
      uploads.get(id)?.abort();
      release(attachments.filter((one) => one.id === id));
      set(key, { attachments: attachments.filter((one) => one.id !== id) });
    },
    retry: (key: string, id: string) => {
      const attachment = get(key).attachments.find((one) => one.id === id);
      if (attachment?.state !== "failed") return;
      change(id, { state: "uploading", progress: 0, problem: undefined });
      void run(attachment);
    },
    /** Puts a smaller copy in the place of a picture; when that fails, the picture stays and says why. */
    shrink: async (key: string, id: string, box: { maxWidth: number; maxHeight: number }) => {
      const attachment = get(key).attachments.find((one) => one.id === id);
      if (!attachment?.media || attachment.downscaling) return;
      change(id, { downscaling: true, problem: undefined });
      try {
        change(id, { media: await downscale(attachment.media.blob, box), downscaling: false });
      } catch (problem) {
        change(id, { problem, downscaling: false });
      }
    },
    dismissRefusals: (key: string) => set(key, { refusals: [] }),
    /** Empties a draft and answers what it held, to be sent. */
    take: (key: string): Draft => {
      const draft = get(key);
      store(storage, key, "");
      set(key, empty);
      return draft;
    },
    /** Gives back what `take` took and could not be sent, before what was written since. */
    restore: (key: string, draft: Draft) => {
      const now = get(key);
      setText(key, [draft.text, now.text].filter(Boolean).join("\n"));
      set(key, { attachments: [...draft.attachments, ...now.attachments], refusals: now.refusals });
    },
    /** Frees the previews of a draft that was sent. */
    release: (draft: Draft) => release(draft.attachments),
  };
}

async function refusalOf(
  file: File,
  already: number,
): Promise<Pick<Refusal, "reason" | "found"> | undefined> {
  if (file.size === 0) return { reason: "empty" };
  if (already >= mostPictures) return { reason: "too-many" };
  const head = await readHead(file);
  if (!head) return { reason: "unreadable" };
  const type = pictureTypeOf(head);
  if (type.accepted) return undefined;
  return { reason: "type", ...(type.found && { found: type.found }) };
}

/** Undefined for what cannot be read, such as a folder or a file that was moved away. */
async function readHead(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  } catch {
    return undefined;
  }
}

function release(attachments: readonly Attachment[]): void {
  for (const { previewUrl } of attachments) URL.revokeObjectURL(previewUrl);
}

const storageKey = (key: string) => `perigee-draft:${key}`;

// Storage may be full or forbidden; then a draft lasts as long as the page.
function stored(storage: Services["storage"], key: string): string {
  try {
    return storage?.getItem(storageKey(key)) ?? "";
  } catch {
    return "";
  }
}

function store(storage: Services["storage"], key: string, text: string): void {
  try {
    if (text && text.length <= longestStored) storage?.setItem(storageKey(key), text);
    else storage?.removeItem(storageKey(key));
  } catch {
    return;
  }
}
