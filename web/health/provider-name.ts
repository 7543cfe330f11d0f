const names: Record<string, string> = { cpu: 'CPU', cuda: 'CUDA', tensorrt: 'TensorRT', webgpu: 'WebGPU' };

/** An ONNX execution provider as its makers write it. */
export const providerName = (provider: string): string => names[provider.toLowerCase()] ?? provider;
