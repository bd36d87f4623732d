"""Stands in for ONNX Runtime's Python package where that is not installed: the same calls, over the native library that EmotionKit ships with (ORT_LIBRARY)."""
import ctypes
import os

import numpy as np

# Places in OrtApi, whose order never changes (onnxruntime_c_api.h).
GET_ERROR_MESSAGE, CREATE_ENV, CREATE_SESSION, RUN, CREATE_SESSION_OPTIONS = 2, 3, 7, 9, 10
INPUT_COUNT, OUTPUT_COUNT, INPUT_NAME, OUTPUT_NAME = 30, 31, 36, 37
CREATE_TENSOR, TENSOR_DATA, DIMENSION_COUNT, DIMENSIONS, TENSOR_INFO = 49, 51, 61, 62, 65
CPU_MEMORY, ALLOCATOR, MODEL_METADATA, METADATA_VALUE, METADATA_KEYS = 69, 78, 111, 116, 123
FLOAT = 1

pointer, size, text = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
library = ctypes.CDLL(os.environ['ORT_LIBRARY'])
library.OrtGetApiBase.restype = ctypes.POINTER(pointer)
get_api = ctypes.CFUNCTYPE(pointer, ctypes.c_uint32)(library.OrtGetApiBase()[0])
api = ctypes.cast(get_api(14), ctypes.POINTER(pointer))


def call(index, *arguments):
    status = ctypes.CFUNCTYPE(pointer, *[type(a) if isinstance(a, ctypes._SimpleCData) else pointer for a in arguments])(api[index])(*arguments)
    if status:
        raise RuntimeError(ctypes.CFUNCTYPE(text, pointer)(api[GET_ERROR_MESSAGE])(status).decode())


def made(index, *arguments, kind=pointer):
    result = kind()
    call(index, *arguments, ctypes.cast(ctypes.byref(result), pointer))
    return result


environment = made(CREATE_ENV, ctypes.c_int(3), text(b'page'))
allocator = made(ALLOCATOR)
memory = made(CPU_MEMORY, ctypes.c_int(0), ctypes.c_int(0))


class Named:
    def __init__(self, name):
        self.name = name


class InferenceSession:
    def __init__(self, path, providers):
        assert providers == ['CPUExecutionProvider']
        self.session = made(CREATE_SESSION, environment, text(path.encode()), made(CREATE_SESSION_OPTIONS))

    def names(self, count, name):
        return [Named(made(name, self.session, size(i), allocator, kind=text).value.decode()) for i in range(made(count, self.session, kind=size).value)]

    def get_inputs(self):
        return self.names(INPUT_COUNT, INPUT_NAME)

    def get_outputs(self):
        return self.names(OUTPUT_COUNT, OUTPUT_NAME)

    def get_modelmeta(self):
        metadata = made(MODEL_METADATA, self.session)
        keys, count = pointer(), ctypes.c_int64()
        call(METADATA_KEYS, metadata, allocator, ctypes.cast(ctypes.byref(keys), pointer), ctypes.cast(ctypes.byref(count), pointer))
        keys = ctypes.cast(keys, ctypes.POINTER(text))[:count.value]
        result = Named('metadata')
        result.custom_metadata_map = {key.decode(): made(METADATA_VALUE, metadata, allocator, text(key), kind=text).value.decode() for key in keys}
        return result

    def run(self, outputs, feed):
        outputs = outputs or [output.name for output in self.get_outputs()]
        arrays = {name: np.ascontiguousarray(array) for name, array in feed.items()}
        assert all(array.dtype == np.float32 for array in arrays.values()), 'expected tensor(float)'
        tensors = [made(CREATE_TENSOR, memory, array.ctypes.data_as(pointer), size(array.nbytes),
                        ctypes.cast((ctypes.c_int64 * array.ndim)(*array.shape), pointer), size(array.ndim), ctypes.c_int(FLOAT)) for array in arrays.values()]
        answers = (pointer * len(outputs))()
        call(RUN, self.session, pointer(), ctypes.cast((text * len(feed))(*[name.encode() for name in arrays]), pointer),
             ctypes.cast((pointer * len(feed))(*tensors), pointer), size(len(feed)),
             ctypes.cast((text * len(outputs))(*[name.encode() for name in outputs]), pointer), size(len(outputs)), ctypes.cast(answers, pointer))
        return [self.array(answer) for answer in answers]

    @staticmethod
    def array(value):
        value = pointer(value)
        information = made(TENSOR_INFO, value)
        shape = (ctypes.c_int64 * made(DIMENSION_COUNT, information, kind=size).value)()
        call(DIMENSIONS, information, ctypes.cast(shape, pointer), size(len(shape)))
        data = ctypes.cast(made(TENSOR_DATA, value), ctypes.POINTER(ctypes.c_float))
        return np.ctypeslib.as_array(data, tuple(shape)).copy()
