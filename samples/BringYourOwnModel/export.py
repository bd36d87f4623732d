#!/usr/bin/env python3
"""Trains a small LSTM with PyTorch on features that EmotionKit computed, and exports it as ONNX.

    emotionkit features clips --kind mfcc --options '{"nMfcc":40}' --sample-rate 16000 --out features
    python3 export.py features emotion.onnx --label '03-01-(..)'
    dotnet run -c Release --project samples/BringYourOwnModel -- --model emotion.onnx --logits --data clips --corpus folders

The first group of --label, found in a file's name, is its class; --names '05=angry,03=happy' gives classes names.
"""
import argparse
import json
import pathlib
import re

import numpy as np
import onnx
import torch

FRAMES, COEFFICIENTS = 130, 40  # what BringYourOwnModel reads from the file, and computes


class Emotions(torch.nn.Module):
    def __init__(self, classes, mean, deviation):
        super().__init__()
        # Buffers are exported with the weights: whoever scores with the file need not know how features were scaled.
        self.register_buffer('mean', mean)
        self.register_buffer('deviation', deviation)
        self.lstm = torch.nn.LSTM(COEFFICIENTS, 64, batch_first=True)
        self.out = torch.nn.Linear(64, classes)

    def forward(self, x):
        states, _ = self.lstm((x - self.mean) / self.deviation)
        return self.out(states.mean(dim=1))


def sequence(path):
    """The features of a recording, [coefficient, frame] in the file, as PadSequence makes them: [frame, coefficient], cut or filled with zeros at the end."""
    frames = np.load(path).T[:FRAMES]
    return np.pad(frames, ((0, FRAMES - len(frames)), (0, 0))).astype('float32')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('features', type=pathlib.Path, help='folder of .npy files')
    parser.add_argument('model', help='the ONNX file to write')
    parser.add_argument('--label', default='_([a-z]+)_', help="what in a file's name is its class (default: %(default)s)")
    parser.add_argument('--names', default='', help='names of classes, such as 05=angry,03=happy')
    parser.add_argument('--epochs', type=int, default=30)
    options = parser.parse_args()

    names = dict(pair.split('=') for pair in options.names.split(',') if pair)
    files = sorted(options.features.rglob('*.npy'))
    found = [re.search(options.label, file.stem) for file in files]
    if not files or not all(found):
        parser.error(f'{options.features}: expected .npy files whose names match {options.label}')
    labels = [names.get(match[1], match[1]) for match in found]
    classes = sorted(set(labels))
    x = torch.from_numpy(np.stack([sequence(file) for file in files]))
    y = torch.tensor([classes.index(label) for label in labels])

    torch.manual_seed(1)
    net = Emotions(len(classes), x.mean(dim=(0, 1)), x.std(dim=(0, 1)))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.003)
    for epoch in range(options.epochs):
        for batch in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(net(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
        print(f'epoch {epoch + 1}: loss {loss.item():.3f}')

    net.eval()
    torch.onnx.export(net, x[:1], options.model, opset_version=15, input_names=['mfcc'], output_names=['logits'],
                      dynamic_axes={'mfcc': {0: 'rows'}, 'logits': {0: 'rows'}})
    model = onnx.load(options.model)
    model.metadata_props.add(key='classes', value=json.dumps(classes))
    onnx.save(model, options.model)
    print(f'wrote {options.model}: {", ".join(classes)}')


if __name__ == '__main__':
    main()
