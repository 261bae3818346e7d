import type { ProblemBody } from '@concordance/shared/problems';
import { ApiProblem } from '../api/client.ts';

function readProblem(request: XMLHttpRequest): ApiProblem {
  try {
    const body = JSON.parse(request.responseText) as Partial<ProblemBody>;
    return new ApiProblem(body.code ?? 'failed', request.status, body);
  } catch {
    // A proxy that refuses the size answers with a page of its own, not with a problem.
    return new ApiProblem(request.status === 413 ? 'too-large' : 'network', request.status);
  }
}

/**
 * Sends one file as the form field `file` with PUT. `fetch` cannot tell how much of a body has left, so this one
 * request is made the older way. Rejects with `ApiProblem`, or `AbortError` once `signal` fires.
 * @param onSent the part that has been sent, 0 to 1
 */
export function uploadFile<Answer>(address: string, file: File, signal: AbortSignal, onSent: (part: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open('PUT', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', document.documentElement.lang || 'en');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Answer);
      else reject(readProblem(request));
    };
    request.onerror = () => reject(new ApiProblem('network', 0));
    request.onabort = () => reject(new DOMException('the upload was stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
