import { parentPort, workerData } from 'node:worker_threads';
import { fail } from '../../../domain/result.ts';
import { guardThread, takeTripped } from '../allocation-guard.ts';
import { conversionLimits } from './conversion-limits.ts';
import type { ConversionAnswer, ConversionPlaces, ConversionRequest } from './conversion-protocol.ts';

/**
 * The thread that decodes strangers' pictures and writes them anew. It reads its own libraries from the two folders that
 * it is given, and nothing else. Its owner (`converter.ts`) ends it when it takes too long or too much.
 */
guardThread(conversionLimits.allocationBytes);
const { createCodecs } = await import('./codecs.ts');
const { createHeifDecoder } = await import('./heif.ts');
const { convertPicture, joinPictures } = await import('./convert.ts');

const places = workerData as ConversionPlaces;
const tools = {
  codecs: createCodecs(new URL(places.codecs)),
  decodeHeif: createHeifDecoder(new URL(places.heif)),
};

async function answer(request: ConversionRequest): Promise<ConversionAnswer> {
  takeTripped();
  const converted =
    request.kind === 'convert'
      ? await convertPicture(tools, request.picture)
      : await joinPictures(tools, request.pictures);
  return { id: request.id, converted: takeTripped() ? fail('too_much_memory') : converted };
}

parentPort?.on('message', (request: ConversionRequest) => {
  // What throws here ends the thread, and its owner answers that it cannot be converted.
  void answer(request).then((message) => parentPort?.postMessage(message));
});
parentPort?.postMessage({ kind: 'ready' });
