const longest = 255;

/**
 * The name of an incoming file as it is kept and shown: without folders, control characters and halves of characters,
 * composed (NFC), at most 255 characters with the ending kept.
 * @param name may be a whole path, of either kind of system
 */
export function incomingName(name: string): string {
  const last = name.replace(/^.*[/\\]/su, '');
  const plain = last.replace(/[\p{Cc}\p{Cs}]/gu, '_').normalize('NFC');
  return plain.length <= longest ? plain : plain.slice(-longest).replace(/^\p{Cs}/u, '');
}
