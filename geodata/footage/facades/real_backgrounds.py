"""Real recordings as what lies behind a rendered fall: their own noise, codec and movement stay as they were."""

import os

import cv2
import numpy as np

VIDEOS, PICTURES = (".mp4", ".mkv", ".mov"), (".jpg", ".jpeg", ".png")


def find_backgrounds(folder: str, pictures: int = 12) -> list[str]:
    """All videos below a folder, and some of its pictures, spread evenly over what there is."""
    found = sorted(os.path.join(root, name) for root, _, names in os.walk(folder) for name in names)
    videos = [path for path in found if path.lower().endswith(VIDEOS)]
    stills = [path for path in found if path.lower().endswith(PICTURES) and os.path.getsize(path) > 30_000]
    return videos + stills[:: max(1, len(stills) // max(1, pictures))][:pictures]


class RealBackground:
    """Linear luminance of a video (played to and fro) or of a picture, cropped and scaled to a size."""

    def __init__(self, path: str, size: tuple[int, int]):
        self.size, self.is_video = size, path.lower().endswith(VIDEOS) and _frames_per_second(path) > 10
        self.frames = [self._fit(frame) for frame in self._read(path)]
        if not self.frames:
            raise ValueError(f"{path} holds no picture")

    def _read(self, path: str):
        if not path.lower().endswith(VIDEOS):
            yield cv2.imread(path, cv2.IMREAD_GRAYSCALE)
            return
        video = cv2.VideoCapture(path)
        for _ in range(240 if self.is_video else 1):
            read, frame = video.read()
            if not read:
                break
            yield cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        video.release()

    def _fit(self, grey: np.ndarray) -> np.ndarray:
        width, height = self.size
        scale = max(width / grey.shape[1], height / grey.shape[0])
        larger = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        top, left = (larger.shape[0] - height) // 2, (larger.shape[1] - width) // 2
        return larger[top : top + height, left : left + width]

    def luma(self, number: int) -> np.ndarray:
        """The uint8 picture for a frame number."""
        there_and_back = number % max(1, 2 * len(self.frames) - 2)
        return self.frames[min(there_and_back, 2 * len(self.frames) - 2 - there_and_back) if len(self.frames) > 1 else 0]


def _frames_per_second(path: str) -> float:
    video = cv2.VideoCapture(path)
    rate = video.get(cv2.CAP_PROP_FPS)
    video.release()
    return rate


def to_linear(luma: np.ndarray) -> np.ndarray:
    """uint8 luma to linear light float32 [h, w, 1]."""
    return np.power(luma.astype(np.float32) / 255, 2.2)[..., None]


def to_luma(linear: np.ndarray) -> np.ndarray:
    """Linear light back to uint8 [h, w]."""
    return (np.power(np.clip(linear[..., 0], 0, 1), 1 / 2.2) * 255 + 0.5).astype(np.uint8)
