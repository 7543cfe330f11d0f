"""Writes a rendered clip as a camera's encoder would have sent it, and its truth beside it.

    write_clip('clips/lane-standing-day.mp4', frames, fps=15, width=1280, height=720, bitrate_kbps=180)
    write_truth('clips/lane-standing-day.mp4', {...})     # -> clips/lane-standing-day.json

Every two seconds there is a closed group of pictures that begins with a keyframe, and no B-frames, so that a server
can cut the clip into segments without decoding it. One thread and bit-exact flags: the same frames give the same bytes.
"""

import json
import os
import subprocess


def write_clip(path, frames, fps, width, height, bitrate_kbps=None, crf=None, preset='medium'):
    """Encodes an iterable of uint8 BGR HxWx3 frames; give a bitrate (with a cap) or a constant rate factor. Returns bytes written."""
    if (bitrate_kbps is None) == (crf is None):
        raise ValueError('give either bitrate_kbps or crf')
    group = max(1, round(2 * fps))
    if bitrate_kbps is None:
        rate = ['-crf', str(crf)]
    else:
        rate = ['-b:v', f'{bitrate_kbps}k', '-maxrate', f'{int(bitrate_kbps * 1.5)}k', '-bufsize', f'{bitrate_kbps * 4}k']
    partial = f'{path}.partial.mp4'
    command = [
        'ffmpeg', '-v', 'error', '-y', '-threads', '1',
        '-f', 'rawvideo', '-pix_fmt', 'bgr24', '-s', f'{width}x{height}', '-r', str(fps), '-i', 'pipe:0',
        '-an', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact+cgop',
        '-c:v', 'libx264', '-preset', preset, '-profile:v', 'high', '-pix_fmt', 'yuv420p',
        '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv',
        '-vf', 'scale=out_color_matrix=bt709:out_range=tv',
        '-g', str(group), '-keyint_min', str(group), '-sc_threshold', '0', '-bf', '0',
        *rate,
        '-movflags', '+faststart', partial,
    ]  # fmt: skip
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    try:
        for frame in frames:
            if frame.shape != (height, width, 3) or frame.dtype.name != 'uint8':
                raise ValueError(f'expected uint8 {height}x{width}x3, got {frame.dtype} {frame.shape}')
            encoder.stdin.write(frame.tobytes())
        encoder.stdin.close()
        if encoder.wait() != 0:
            raise RuntimeError(f'the encoder ended with {encoder.returncode}')
    except BaseException:
        encoder.kill()
        encoder.wait()
        if os.path.exists(partial):
            os.remove(partial)
        raise
    os.replace(partial, path)
    return os.path.getsize(path)


def write_truth(clip_path, truth):
    """Writes what really happens in the clip to the .json of the same name; floats are rounded to 4 places."""
    path = os.path.splitext(clip_path)[0] + '.json'
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(_rounded(truth), file, ensure_ascii=False, indent=1)
        file.write('\n')


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    if hasattr(value, 'item'):
        value = value.item()
    return round(value, 4) if isinstance(value, float) else value
