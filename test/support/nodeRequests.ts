import { request as requestHttp, type ClientRequest, type RequestOptions } from 'node:http';
import {
  configureRequestOptions,
  configureRequestUrl,
  HttpExecutor,
  type DownloadOptions,
} from 'builder-util-runtime';

/** electron-updater's requests without Electron: Node's, over plain HTTP. Its checks of what arrives stay its own. */
export class NodeRequests extends HttpExecutor<ClientRequest> {
  createRequest(options: RequestOptions, callback: (response: unknown) => void): ClientRequest {
    // One connection each: it adds its listeners to every one that it gets.
    return requestHttp({ ...options, agent: false }, callback);
  }

  /** As its executor for Electron does it. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const asked: RequestOptions = { headers: options.headers ?? undefined };
      configureRequestUrl(url, asked);
      configureRequestOptions(asked);
      // It is called without an error as well as with none.
      const callback = (error?: Error | null): void => {
        if (error instanceof Error) reject(error);
        else resolve(destination);
      };
      this.doDownload(asked, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}
