import type { ContainedFile, IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { assertNever, fail, ok, type Result } from '../../../domain/result.ts';
import { containerTypeOf, fileTypeOf } from '../file-type.ts';
import { limits } from '../limits.ts';
import { openArchive } from './archive.ts';
import type { ContainedItem } from './item.ts';
import { looksLikeReceipt } from './likeness.ts';
import { openMail } from './mail.ts';

/** One file inside a container, before the inbox knows whether it was taken. */
export type ContainedEntry = Omit<ContainedFile, 'takenAs'>;

/**
 * Lists what an e-mail or an archive holds, with the files of containers directly inside it. Runs in the worker.
 * @returns one entry for every file, refused ones too; the refusal where the container itself cannot be opened
 */
export async function listContained(bytes: Uint8Array): Promise<Result<ContainedEntry[], IntakeRefusal>> {
  const files = await filesOf(bytes);
  if (!files.ok) return files;
  return ok(files.value.map((item, index) => ({ index, name: item.name, bytes: item.bytes, ...judge(item) })));
}

/**
 * One file out of a container. Runs in the worker.
 * @param index as `listContained` numbered it
 * @returns `null` where there is none, or it is not what the container says of it
 */
export async function readContained(
  bytes: Uint8Array,
  index: number,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  const files = await filesOf(bytes);
  const item = files.ok ? files.value[index] : undefined;
  if (item === undefined || judge(item).refusal !== null) return null;
  const content = item.read();
  return content === null ? null : { name: item.name, bytes: content };
}

async function filesOf(bytes: Uint8Array): Promise<Result<ContainedItem[], IntakeRefusal>> {
  if (bytes.byteLength > limits.containerBytes) return fail('too_large');
  const outer = await open(bytes);
  if (!outer.ok) return outer;
  const files: ContainedItem[] = [];
  let budget: number = limits.nestedBytes;
  for (const item of outer.value) {
    if (!isContainer(item)) files.push(item);
    else if (item.bytes > budget) files.push({ ...item, refusal: 'too_large' });
    else {
      budget -= item.bytes;
      files.push(...(await unfold(item)));
    }
    if (files.length > limits.containedFiles) return fail('too_many_files');
  }
  return ok(files);
}

/** The files of a container inside a container; itself, refused, where there are none to be had. */
async function unfold(item: ContainedItem): Promise<ContainedItem[]> {
  const bytes = item.read();
  if (bytes === null) return [{ ...item, refusal: 'container_broken' }];
  const inner = await open(bytes);
  if (!inner.ok) return [{ ...item, refusal: inner.error }];
  if (inner.value.length === 0) return [{ ...item, refusal: 'empty' }];
  return inner.value.map((file) => (isContainer(file) ? { ...file, refusal: 'nested_too_deep' } : file));
}

function isContainer(item: ContainedItem): boolean {
  if (item.refusal !== null) return false;
  const head = item.head();
  return head !== null && containerTypeOf(head) !== null;
}

async function open(bytes: Uint8Array): Promise<Result<ContainedItem[], IntakeRefusal>> {
  const type = containerTypeOf(bytes);
  switch (type) {
    case 'zip':
      return openArchive(bytes);
    case 'eml':
      return openMail(bytes);
    case null:
      return fail('unsupported_type');
    default:
      return assertNever(type);
  }
}

function judge(item: ContainedItem): { refusal: IntakeRefusal | null; suggested: boolean } {
  if (item.refusal !== null) return { refusal: item.refusal, suggested: false };
  const head = item.head();
  if (head === null) return { refusal: 'container_broken', suggested: false };
  const type = fileTypeOf(head);
  if (type === null) return { refusal: 'unsupported_type', suggested: false };
  if (item.bytes > limits.fileBytes) return { refusal: 'too_large', suggested: false };
  return { refusal: null, suggested: looksLikeReceipt(item, type, head) };
}
